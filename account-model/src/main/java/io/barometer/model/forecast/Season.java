package io.barometer.model.forecast;

import java.util.OptionalInt;

/**
 * A score against the same weekday in earlier seasons, which leaves the rhythm of the week out.
 *
 * @param weekTenths against 7 days before; empty when one of the scores is Unknown
 * @param yearTenths against 364 days before: 52 weeks; empty when one of the scores is Unknown
 */
public record Season(OptionalInt weekTenths, OptionalInt yearTenths) {
  static final int WEEK = 7;
  static final int YEAR = 52 * WEEK;

  /** A day against the days that are like it. */
  public static Season of(DayScores scores, long day) {
    return new Season(scores.change(day, WEEK), scores.change(day, YEAR));
  }
}
