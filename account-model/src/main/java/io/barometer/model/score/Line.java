package io.barometer.model.score;

import io.barometer.model.scorecard.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an explanation on one day.
 *
 * @param section the dimension, or what else the line belongs to
 * @param name the metric, or what else it is about
 * @param metric null when the line is about something else
 * @param says what it says; not read for a metric
 */
record Line(
    String section,
    String name,
    @Nullable Metric metric,
    String says,
    double value,
    double normalised,
    double weightPercent,
    double effectivePercent,
    int tenths,
    int possibleTenths,
    Treatment treatment) {

  /** A line that is about no metric. */
  static Line of(String section, String name, String says, int tenths, int possibleTenths) {
    return new Line(
        section,
        name,
        null,
        says,
        Double.NaN,
        Double.NaN,
        0,
        0,
        tenths,
        possibleTenths,
        Treatment.COUNTED);
  }

  boolean isAbout(Line other) {
    return name.equals(other.name) && section.equals(other.section);
  }

  /** Lines of one day, in order. */
  static final class Lines {
    final List<Line> all = new ArrayList<>(32);

    void add(Line line) {
      all.add(line);
    }
  }
}
