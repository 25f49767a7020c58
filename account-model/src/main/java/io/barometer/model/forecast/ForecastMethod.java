package io.barometer.model.forecast;

import java.util.Locale;
import java.util.Optional;

/** A named way to continue a score. */
public enum ForecastMethod {
  /** The score stays as it is. */
  NO_CHANGE,
  /** A straight line through the score, as steep as the median slope of the last 90 days. */
  STRAIGHT_LINE,
  /** A smoothed trend of the last 90 days that flattens out. */
  DAMPED_TREND;

  /** How far back a method looks. */
  public static final int LOOKS_BACK = 90;

  private static final int LEAST_KNOWN = 30;

  /** The name in requests, files and sentences, for example {@code no_change}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method of a name. */
  public static Optional<ForecastMethod> of(String text) {
    for (ForecastMethod method : values()) {
      if (method.text().equals(text)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /**
   * Continues a score; nothing after the origin is read.
   *
   * @param origin the last day that counts as known
   * @return empty when the score of the origin is Unknown, or, but for {@link #NO_CHANGE}, when
   *     fewer than 30 of the last 90 days have one
   */
  public Optional<Path> from(DayScores scores, long origin) {
    return Recent.of(scores, origin).flatMap(this::from);
  }

  Optional<Path> from(Recent recent) {
    if (this != NO_CHANGE && recent.known() < LEAST_KNOWN) {
      return Optional.empty();
    }
    return Optional.of(
        switch (this) {
          case NO_CHANGE -> new Path(recent.now(), ahead -> 0);
          case STRAIGHT_LINE -> new Path(recent.now(), TheilSen.line(recent));
          case DAMPED_TREND -> new Path(recent.now(), DampedTrend.fitted(recent));
        });
  }
}
