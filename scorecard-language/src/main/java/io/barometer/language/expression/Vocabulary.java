package io.barometer.language.expression;

import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What expressions at some place of a model file may read.
 *
 * @param metrics by place
 * @param groups names of dimensions and groups; empty where they cannot be read
 * @param observation whether it reads one observation, and neither metrics nor facts
 * @param scored whether the score before adjustments is there
 * @param named whether metrics and groups are read by any name, of whatever model
 */
public record Vocabulary(
    List<Metric> metrics, Set<String> groups, boolean observation, boolean scored, boolean named) {
  /** One observation. */
  public static final Vocabulary OBSERVATION =
      new Vocabulary(List.of(), Set.of(), true, false, false);

  /** The score, facts, and metrics and groups by any name. */
  public static final Vocabulary RULE = new Vocabulary(List.of(), Set.of(), false, true, true);

  public Vocabulary {
    metrics = List.copyOf(metrics);
    groups = new TreeSet<>(groups);
  }

  /** Metrics and facts. */
  public static Vocabulary of(List<Metric> metrics) {
    return new Vocabulary(metrics, Set.of(), false, false, false);
  }

  /** Metrics, facts, groups and the score before adjustments. */
  public Vocabulary withGroups(Collection<String> names) {
    return new Vocabulary(metrics, new TreeSet<>(names), false, true, false);
  }

  int place(String metric) {
    for (int place = 0; place < metrics.size(); place++) {
      if (metrics.get(place).name().equals(metric)) {
        return place;
      }
    }
    return -1;
  }

  /** Below this the metric never is. */
  static double least(Metric metric) {
    return switch (metric) {
      case Age _, TimeSince _ -> 0;
      case Windowed windowed ->
          switch (windowed.kind()) {
            case COUNT,
                DISTINCT_ACTORS,
                DISTINCT_ITEMS,
                ACTIVE_DAYS,
                ACTIVE_WEEKS,
                UPTIME_HOURS,
                CONCENTRATION,
                SILENT_CHAMPION ->
                0;
            case SUM, MEAN, MIN, MAX, LAST -> Double.NEGATIVE_INFINITY;
          };
      default -> Double.NEGATIVE_INFINITY;
    };
  }
}
