package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as a rule sees it at one moment. With a score change the losses and measurements are
 * those that came with it (known now); on a day without one they come from the published scores.
 *
 * @param moved the score change; null when only time passed
 */
record Situation(
    Instant time,
    long day,
    int tenths,
    int previousTenths,
    String band,
    long renewalDay,
    DayScores scores,
    @Nullable ScoreMoved moved) {

  static Situation of(ScoreMoved moved, DayScores scores) {
    return new Situation(
        moved.time(),
        moved.day(),
        moved.tenths(),
        moved.previousTenths(),
        moved.band(),
        moved.renewalDay(),
        scores,
        moved);
  }

  /** The account on a day on which nothing but time passed. */
  static Situation onDay(AccountMemory memory, AlertInput.DayBegan day) {
    return new Situation(
        day.time(),
        day.epochDay(),
        memory.lastTenths(),
        memory.lastTenths(),
        memory.band(),
        memory.renewalDay(),
        memory.scores(),
        null);
  }

  boolean known() {
    return tenths != AlertInput.MISSING;
  }

  /** The score so many days ago; MISSING when it is not known. */
  int tenthsAgo(int days) {
    if (moved == null) {
      return days == 0 ? tenths : scores.at(day - days);
    }
    Integer loss = moved.lossByDays().get(days);
    return loss == null || !known() ? AlertInput.MISSING : tenths + loss;
  }

  /** The measurement so many weeks ago; MISSING when it is not known. */
  int weekly(int weeks) {
    if (moved == null) {
      return tenthsAgo(7 * weeks);
    }
    return weeks < moved.weeklyTenths().size()
        ? moved.weeklyTenths().get(weeks)
        : AlertInput.MISSING;
  }
}
