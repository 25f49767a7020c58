package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Fade;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The metrics of a scorecard, made ready: each has a place, which is its place in the scorecard.
 * The scorecard must be valid. Immutable.
 */
public final class Measures {
  private final List<Metric> metrics;
  private final List<DerivedSignal> signals;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Source> sources = new HashMap<>();
  private final Cell[] cells;

  private Measures(List<Metric> metrics, List<DerivedSignal> signals) {
    this.metrics = List.copyOf(metrics);
    this.signals = List.copyOf(signals);
    for (int place = 0; place < metrics.size(); place++) {
      places.put(metrics.get(place).name(), place);
    }
    this.cells = metrics.stream().map(this::cell).toArray(Cell[]::new);
  }

  /** Takes the metrics and derived signals of a valid scorecard. */
  public static Measures of(List<Metric> metrics, List<DerivedSignal> signals) {
    return new Measures(metrics, signals);
  }

  /** How many metrics there are. */
  public int size() {
    return cells.length;
  }

  /**
   * The place of a metric.
   *
   * @throws IllegalArgumentException when there is no such metric
   */
  public int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no metric " + name);
    }
    return place;
  }

  /** The metric at a place. */
  public Metric metric(int place) {
    return metrics.get(place);
  }

  /** Ready to read accounts on many days each. */
  public Columns columns() {
    return new Columns(this);
  }

  /** Ready to read one account on one day. */
  public Reading read(AccountHistory history, long day) {
    return new Reading(this, history, day);
  }

  /** Ready to read what was read before. */
  public Reading read(Snapshot snapshot) {
    return new Reading(this, snapshot);
  }

  /** Reads everything of one account on one day. */
  public Snapshot snapshot(AccountHistory history, long day) {
    Reading reading = read(history, day);
    double[] values = new double[size()];
    long[] lastSeen = new long[size()];
    for (int place = 0; place < values.length; place++) {
      values[place] = reading.metric(place);
      lastSeen[place] = reading.lastSeen(place);
    }
    return new Snapshot(history.factsAlone(), day, values, lastSeen);
  }

  /**
   * Whether the metric stays as it is, or at or above the ceiling, on every day after this one if
   * nothing more happens.
   */
  public boolean settledAfter(int place, AccountHistory history, long day, double ceiling) {
    return cells[place].settledFrom(history, ceiling) <= day;
  }

  /** The signals that a metric is made of, derived ones by the signal they are a part of. */
  public SortedSet<String> signalsOf(int place) {
    SortedSet<String> found = new TreeSet<>();
    switch (metrics.get(place)) {
      case Windowed m -> found.add(source(m.signal()).known());
      case DecayedPoints m -> found.add(source(m.signal()).known());
      case TimeSince m -> found.add(source(m.signal()).known());
      case Age m -> found.add(source(m.signal()).known());
      case FactNumber _, DaysUntil _ -> {}
      case Ratio m -> signalsOf(List.of(m.numerator(), m.denominator()), found);
      case Change m -> signalsOf(List.of(m.of()), found);
      case Derived m -> signalsOf(m.expression().metrics(), found);
    }
    return found;
  }

  /** The days of the longest window over a source. */
  int reach(Source source) {
    int longest = 0;
    for (Metric metric : metrics) {
      if (metric instanceof Windowed m && source(m.signal()) == source) {
        longest = Math.max(longest, m.days());
      }
      if (metric instanceof DecayedPoints m && source(m.signal()) == source) {
        longest = Math.max(longest, Fade.halfLife(m.halfLifeDays()).days());
      }
    }
    return longest;
  }

  Cell cell(int place) {
    return cells[place];
  }

  private void signalsOf(Collection<String> names, SortedSet<String> found) {
    names.forEach(name -> found.addAll(signalsOf(place(name))));
  }

  /** One for each signal; all of them are there once the metrics are made. */
  private Source source(String signal) {
    return sources.computeIfAbsent(signal, name -> Source.of(name, signals));
  }

  private Cell cell(Metric metric) {
    return switch (metric) {
      case Windowed m -> new Cell.Base(WindowMeasures.of(m, source(m.signal())));
      case DecayedPoints m -> new Cell.Base(new DecayMeasure(m, source(m.signal())));
      case TimeSince m -> new Cell.Base(new TimeSinceMeasure(source(m.signal())));
      case Age m -> new Cell.Base(new AgeMeasure(source(m.signal())));
      case FactNumber m -> new Cell.Base(new FactMeasure(m.fact()));
      case DaysUntil m -> new Cell.Base(new DaysUntilMeasure(m.fact()));
      case Change m -> change(m);
      case Ratio m ->
          new Cell.Quotients(
              this, place(m.numerator()), place(m.denominator()), m.factor(), m.whenZero());
      case Derived m ->
          new Cell.Formula(this, m.expression(), placesOf(m.expression().metrics()), m.whenZero());
    };
  }

  private Cell change(Change change) {
    if (metrics.get(place(change.of())) instanceof Windowed of) {
      Source source = source(of.signal());
      Measure measure = WindowMeasures.of(of, source);
      return new Cell.Base(new ChangeMeasure(source, of.days(), measure, change.whenZero()));
    }
    throw new IllegalArgumentException(change.of() + " has no window");
  }

  private int[] placesOf(Collection<String> names) {
    List<Integer> found = new ArrayList<>();
    names.forEach(name -> found.add(place(name)));
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
