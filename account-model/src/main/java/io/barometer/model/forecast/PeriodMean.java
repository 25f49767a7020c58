package io.barometer.model.forecast;

import java.util.OptionalInt;

/**
 * The mean score of consecutive days.
 *
 * @param firstDay the first of them, days since 1970-01-01
 * @param lastDay the last of them
 * @param meanTenths over the days with a score, rounded half up; empty when none has one
 * @param knownDays how many have a score
 */
public record PeriodMean(long firstDay, long lastDay, OptionalInt meanTenths, int knownDays) {

  /** The mean over so many days, the last of them included. */
  static PeriodMean of(DayScores scores, long lastDay, int days) {
    long firstDay = lastDay - days + 1;
    long sum = 0;
    int known = 0;
    for (long day = firstDay; day <= lastDay; day++) {
      OptionalInt score = scores.on(day);
      if (score.isPresent()) {
        sum += score.getAsInt();
        known++;
      }
    }
    OptionalInt mean =
        known == 0 ? OptionalInt.empty() : OptionalInt.of((int) ((2 * sum + known) / (2L * known)));
    return new PeriodMean(firstDay, lastDay, mean, known);
  }

  /** This mean minus another one; empty when one of them is missing. */
  OptionalInt minus(PeriodMean other) {
    return meanTenths.isEmpty() || other.meanTenths.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(meanTenths.getAsInt() - other.meanTenths.getAsInt());
  }
}
