package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An account as a rule sees it at one moment. With a score change the losses and measurements are
 * those that came with it (known now); on a day without one they come from the published scores.
 *
 * @param previousCoverage before this moment; MISSING when not known
 * @param heardTime when each source was heard last
 * @param moved the score change; null when only time passed
 * @param event what happened; null when nothing did
 */
record Situation(
    Instant time,
    long day,
    int tenths,
    int previousTenths,
    String band,
    long renewalDay,
    DayScores scores,
    Figures figures,
    int previousCoverage,
    SortedMap<String, Instant> heardTime,
    @Nullable ScoreMoved moved,
    @Nullable EventTold event) {

  private static final long SECONDS_PER_DAY = 86_400;

  /** The account with a score change. */
  static Situation of(ScoreMoved moved, AccountMemory memory, int previousCoverage) {
    return new Situation(
        moved.time(),
        moved.day(),
        moved.tenths(),
        moved.previousTenths(),
        moved.band(),
        moved.renewalDay(),
        memory.scores(),
        moved.figures(),
        previousCoverage,
        memory.heard(),
        moved,
        null);
  }

  /** The account at a moment at which its score does not change. */
  static Situation at(AccountMemory memory, Instant time, @Nullable EventTold event) {
    return new Situation(
        time,
        Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY),
        memory.lastTenths(),
        memory.lastTenths(),
        memory.band(),
        memory.renewalDay(),
        memory.scores(),
        memory.figures(),
        memory.figures().coveragePercent(),
        memory.heard(),
        null,
        event);
  }

  /** The account at the beginning of a day on which nothing but time passes. */
  static Situation onDay(AccountMemory memory, long epochDay) {
    return at(memory, Instant.ofEpochSecond(epochDay * SECONDS_PER_DAY), null);
  }

  boolean known() {
    return tenths != AlertInput.MISSING;
  }

  /** Whether the coverage is known. */
  boolean covered() {
    return figures.coveragePercent() != AlertInput.MISSING;
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
