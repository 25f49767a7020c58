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
 * @param dayBegan whether a day began, so that what looks back over days is judged
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
    boolean dayBegan,
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
        false,
        moved,
        null);
  }

  /** The account at a moment at which its score does not change and no day begins. */
  static Situation at(AccountMemory memory, Instant time, @Nullable EventTold event) {
    return at(memory, time, false, event);
  }

  /** The account at a moment that is looked at as a day that begins. */
  static Situation asDay(AccountMemory memory, Instant time) {
    return at(memory, time, true, null);
  }

  private static Situation at(
      AccountMemory memory, Instant time, boolean dayBegan, @Nullable EventTold event) {
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
        dayBegan,
        null,
        event);
  }

  /** The account at the beginning of a day on which nothing but time passes. */
  static Situation onDay(AccountMemory memory, long epochDay) {
    return asDay(memory, Instant.ofEpochSecond(epochDay * SECONDS_PER_DAY));
  }

  /** Whether what looks back over days is judged: with a score change, and when a day begins. */
  boolean looksBack() {
    return dayBegan || moved != null;
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
