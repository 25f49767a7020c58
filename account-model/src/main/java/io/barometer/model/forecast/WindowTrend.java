package io.barometer.model.forecast;

import io.barometer.model.score.Trend;
import java.util.OptionalInt;

/**
 * How a score went over a window of days.
 *
 * @param trend its change, with the ±5 rule
 * @param momentumTenths its change minus that over the window before: negative when it falls faster
 *     or rises slower; empty when one of the three scores is Unknown
 * @param lastYearTenths its change over the same days a year ago, 364 days earlier, so that
 *     weekdays agree: what the season alone may explain; empty when one of the scores is Unknown
 * @param mean over the days of the window
 * @param lastYearMean over the same days 364 days earlier
 */
public record WindowTrend(
    Trend trend,
    OptionalInt momentumTenths,
    OptionalInt lastYearTenths,
    PeriodMean mean,
    PeriodMean lastYearMean) {

  /** The trend of a day over a window. */
  public static WindowTrend of(DayScores scores, long day, int window) {
    OptionalInt change = scores.change(day, window);
    OptionalInt before = scores.change(day - window, window);
    OptionalInt momentum =
        change.isEmpty() || before.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(change.getAsInt() - before.getAsInt());
    return new WindowTrend(
        Trend.between(window, scores.on(day - window), scores.on(day)),
        momentum,
        scores.change(day - Season.YEAR, window),
        PeriodMean.of(scores, day, window),
        PeriodMean.of(scores, day - Season.YEAR, window));
  }

  /** The mean minus that of a year ago; empty when one of them is missing. */
  public OptionalInt seasonTenths() {
    return mean.minus(lastYearMean);
  }
}
