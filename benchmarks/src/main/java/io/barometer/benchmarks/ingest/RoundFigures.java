package io.barometer.benchmarks.ingest;

import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the rounds of one way. */
final class RoundFigures {
  private final Way way;
  private final List<Double> rates = new ArrayList<>();
  private final Map<String, List<Double>> cpuMicros = new LinkedHashMap<>();

  RoundFigures(Way way) {
    this.way = way;
  }

  /** Adds a round: how long it took, and CPU microseconds per event by part. */
  void add(double seconds, Map<String, Double> microsPerEvent) {
    rates.add(way.events() / seconds);
    microsPerEvent.forEach(
        (part, micros) -> cpuMicros.computeIfAbsent(part, p -> new ArrayList<>()).add(micros));
  }

  double eventsPerSecond() {
    return Spread.of(rates).median();
  }

  Subject subject() {
    Spread rate = Spread.of(rates);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.whole("events_per_second", "events/s", rate.median()));
    figures.add(Figure.whole("events_per_second_least", "least", rate.least()));
    figures.add(Figure.whole("events_per_second_most", "most", rate.most()));
    double all = 0;
    for (Map.Entry<String, List<Double>> part : cpuMicros.entrySet()) {
      double micros = Spread.of(part.getValue()).median();
      all += micros;
      figures.add(new Figure("cpu_us_per_event_" + part.getKey(), part.getKey(), micros, 1));
    }
    figures.add(new Figure("cpu_us_per_event", "CPU µs/event", all, 1));
    return new Subject(way.key(), way.label(), way.limit(), figures);
  }
}
