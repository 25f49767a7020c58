package io.barometer.model.measure;

import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.util.List;
import java.util.TreeMap;

/** The metrics of a scorecard, made ready. The scorecard must be valid. */
public final class Measures {
  private final TreeMap<String, Metric> metrics = new TreeMap<>();

  private Measures() {}

  /** Takes the metrics of a valid scorecard. */
  public static Measures of(List<Metric> metrics) {
    Measures measures = new Measures();
    metrics.forEach(metric -> measures.metrics.put(metric.name(), metric));
    return measures;
  }

  /**
   * The measure of a metric.
   *
   * @throws IllegalArgumentException when there is no such metric
   */
  public Measure measure(String name) {
    return switch (metric(name)) {
      case Windowed m -> WindowMeasures.of(m);
      case DecayedPoints m -> new DecayMeasure(m);
      case TimeSince m -> new TimeSinceMeasure(m.signal());
      case FactNumber m -> new FactMeasure(m.fact());
      case Ratio m ->
          new RatioMeasure(
              measure(m.numerator()), measure(m.denominator()), m.factor(), m.whenZero());
      case Change m -> change(m);
    };
  }

  /** The metric of a name. */
  public Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new IllegalArgumentException("no metric " + name);
    }
    return metric;
  }

  private Measure change(Change change) {
    if (metric(change.of()) instanceof Windowed windowed) {
      return new ChangeMeasure(windowed, WindowMeasures.of(windowed), change.whenZero());
    }
    throw new IllegalArgumentException(change.of() + " has no window");
  }
}
