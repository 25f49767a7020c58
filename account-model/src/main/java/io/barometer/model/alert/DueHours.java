package io.barometer.model.alert;

import io.barometer.model.alert.Condition.CoverageLost;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Formula;
import io.barometer.model.alert.Condition.Happened;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Silence;
import io.barometer.model.alert.Condition.Standing;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.RuleMemory.Seen;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import io.barometer.model.alert.Verdict.Lasts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When time alone can next change something for an account of which nothing is heard, so that the
 * start of an hour or a day looks at those accounts only. Exact for drops, streaks and renewals:
 * the conditions themselves are asked about the days to come.
 */
final class DueHours {

  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long HOURS_PER_DAY = 24;

  private DueHours() {}

  /** How many days of published scores the rules look back on. */
  static int horizon(List<AlertRule> rules) {
    int days = 0;
    for (AlertRule rule : rules) {
      days =
          Math.max(
              days,
              switch (rule.condition()) {
                case Drop drop -> drop.days();
                case Streak streak -> 7 * streak.falls();
                case Sustained _, Crossing _, Renewal _, Standing _, CoverageLost _, Silence _ -> 0;
                case Happened _, Formula _ -> 0;
              });
    }
    return days;
  }

  /** The first hour since 1970, or {@link Decision#NEVER}. */
  static long next(List<AlertRule> rules, AccountMemory memory, Situation now) {
    long due = Decision.NEVER;
    for (AlertRule rule : rules) {
      due = Math.min(due, Math.min(turn(rule, memory, now), ripe(rule, memory.of(rule), now)));
    }
    return due;
  }

  /** When the condition can turn. */
  private static long turn(AlertRule rule, AccountMemory memory, Situation now) {
    RuleMemory of = memory.of(rule);
    return switch (rule.condition()) {
      case Drop drop -> day(firstChange(rule, memory, now.day(), drop.days(), drop.days()));
      case Streak streak -> day(firstChange(rule, memory, now.day(), 7 * streak.falls(), 7));
      case Renewal renewal -> day(renewal(renewal, rule, memory, now.day()));
      case Silence silence -> silence(silence, of, memory);
      case Happened happened -> happened(happened, of);
      case Sustained _, Crossing _, Standing _, CoverageLost _, Formula _ -> Decision.NEVER;
    };
  }

  /** When what holds now has held for long enough and the rule has cooled down. */
  private static long ripe(AlertRule rule, RuleMemory of, Situation now) {
    Instant since = of.since();
    if (since == null || of.firing() != null) {
      return Decision.NEVER;
    }
    long hour = notBefore(since.plus(rule.steadiness().hold()));
    if (rule.condition() instanceof Sustained sustained) {
      hour = Math.max(hour, after(since.plus(Duration.ofDays(sustained.longerThanDays()))));
    }
    Instant quiet = of.quietUntil();
    return Math.max(quiet == null ? hour : Math.max(hour, notBefore(quiet)), after(now.time()));
  }

  private static long day(long epochDay) {
    return epochDay == Decision.NEVER ? epochDay : epochDay * HOURS_PER_DAY;
  }

  private static long after(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS_PER_HOUR) + 1;
  }

  private static long notBefore(Instant moment) {
    return after(moment.minusNanos(1));
  }

  /**
   * The first day up to {@code reach} after a change of the score on which the condition turns. The
   * next day is asked as well: today was judged by what is known now, days to come are judged by
   * the published scores.
   */
  private static long firstChange(
      AlertRule rule, AccountMemory memory, long today, int reach, int step) {
    DayScores scores = memory.scores();
    long first = turns(rule, memory, today + 1) ? today + 1 : Decision.NEVER;
    for (int i = 0; i < scores.size(); i++) {
      for (long day = scores.day(i) + step; day <= scores.day(i) + reach; day += step) {
        if (day > today && day < first && turns(rule, memory, day)) {
          first = day;
        }
      }
    }
    return first;
  }

  private static boolean turns(AlertRule rule, AccountMemory memory, long day) {
    RuleMemory of = memory.of(rule);
    boolean firing = of.firing() != null;
    boolean waiting = !firing && of.since() != null;
    return switch (Conditions.verdict(rule, Situation.onDay(memory, day), of)) {
      case Holds _ -> !firing && !waiting;
      case Lasts _ -> false;
      case Ended _ -> firing || waiting;
      case Verdict.Undecided _ -> waiting;
    };
  }

  private static long renewal(Renewal rule, AlertRule of, AccountMemory memory, long today) {
    if (memory.renewalDay() == AlertInput.NO_RENEWAL) {
      return Decision.NEVER;
    }
    long begins = memory.renewalDay() - rule.daysAhead();
    long ends = memory.renewalDay() + 1;
    if (begins > today && turns(of, memory, begins)) {
      return begins;
    }
    return ends > today && turns(of, memory, ends) ? ends : Decision.NEVER;
  }

  private static long silence(Silence rule, RuleMemory of, AccountMemory memory) {
    Instant heard = memory.heard().get(rule.signal());
    return heard == null || of.since() != null
        ? Decision.NEVER
        : after(heard.plus(Duration.ofHours(rule.hours())));
  }

  private static long happened(Happened rule, RuleMemory of) {
    Seen seen = of.seen();
    return seen == null || of.since() == null && of.firing() == null
        ? Decision.NEVER
        : after(Happening.end(rule, seen));
  }
}
