package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When time alone can next change something for an account whose score does not move, so that the
 * start of a day looks at those accounts only. Exact for drops, streaks and renewals: the
 * conditions themselves are asked about the days to come.
 */
final class DueDays {

  private static final long SECONDS_PER_DAY = 86_400;

  private DueDays() {}

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
                case Sustained s -> 0;
                case Crossing c -> 0;
                case Renewal r -> 0;
              });
    }
    return days;
  }

  static long next(List<AlertRule> rules, AccountMemory memory, long today) {
    long due = Decision.NEVER;
    for (AlertRule rule : rules) {
      RuleMemory of = memory.of(rule);
      due =
          Math.min(
              due,
              switch (rule.condition()) {
                case Drop drop -> firstChange(rule, memory, today, drop.days(), drop.days());
                case Streak streak -> firstChange(rule, memory, today, 7 * streak.falls(), 7);
                case Sustained sustained -> sustained(sustained, of);
                case Crossing crossing -> Decision.NEVER;
                case Renewal renewal -> renewal(renewal, rule, memory, today);
              });
    }
    return due;
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
    Situation then = Situation.onDay(memory, new DayBegan(0, day));
    return switch (Conditions.verdict(rule.condition(), then, of)) {
      case Holds holds -> of.firing() == null;
      case Ended ended -> of.firing() != null;
      case Verdict.Undecided undecided -> false;
    };
  }

  private static long sustained(Sustained rule, RuleMemory of) {
    Instant since = of.lowSince();
    if (since == null || of.firing() != null) {
      return Decision.NEVER;
    }
    Instant end = since.plus(Duration.ofDays(rule.longerThanDays()));
    return Math.floorDiv(end.getEpochSecond(), SECONDS_PER_DAY) + 1;
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
}
