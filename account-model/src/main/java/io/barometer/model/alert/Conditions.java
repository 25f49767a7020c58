package io.barometer.model.alert;

import static io.barometer.model.alert.Reasons.bound;
import static io.barometer.model.alert.Reasons.date;
import static io.barometer.model.alert.Reasons.points;

import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks one condition about one situation. */
final class Conditions {

  private Conditions() {}

  static Verdict verdict(Condition condition, Situation now, RuleMemory memory) {
    return switch (condition) {
      case Drop drop -> drop(drop, now);
      case Sustained sustained -> sustained(sustained, now, memory.lowSince());
      case Streak streak -> streak(streak, now);
      case Crossing crossing -> crossing(crossing, now);
      case Renewal renewal -> renewal(renewal, now);
    };
  }

  private static Verdict drop(Drop drop, Situation now) {
    int then = now.tenthsAgo(drop.days());
    if (!now.known() || then == AlertInput.MISSING) {
      return Verdict.UNDECIDED;
    }
    int loss = then - now.tenths();
    if (drop.comparison().holds(loss, drop.tenths())) {
      return new Holds(Reasons.lost(drop, then, now.tenths()));
    }
    return loss < drop.tenths() ? new Ended(Reasons.lossEnded(drop, loss)) : Verdict.UNDECIDED;
  }

  private static Verdict sustained(Sustained rule, Situation now, @Nullable Instant lowSince) {
    if (!now.known()) {
      return Verdict.UNDECIDED;
    }
    if (lowSince == null) {
      return new Ended("The score is " + points(now.tenths()) + ", no longer " + low(rule) + ".");
    }
    Instant end = lowSince.plus(Duration.ofDays(rule.longerThanDays()));
    return now.time().isAfter(end)
        ? new Holds(
            "The score is %s and has been %s since %s, for more than %d days."
                .formatted(points(now.tenths()), low(rule), date(lowSince), rule.longerThanDays()))
        : Verdict.UNDECIDED;
  }

  private static String low(Sustained rule) {
    return rule.comparison() == Comparison.LESS
        ? "below " + bound(rule.tenths())
        : "at or below " + bound(rule.tenths());
  }

  private static Verdict streak(Streak streak, Situation now) {
    StringBuilder row = new StringBuilder();
    for (int week = streak.falls(); week > 0; week--) {
      int before = now.weekly(week);
      int after = now.weekly(week - 1);
      if (before == AlertInput.MISSING || after == AlertInput.MISSING) {
        return Verdict.UNDECIDED;
      }
      if (after >= before) {
        return new Ended(
            "The weekly measurements no longer fall: %s, then %s."
                .formatted(points(before), points(after)));
      }
      row.append(points(before)).append(" → ");
    }
    return new Holds(Reasons.fell(streak, row.append(points(now.weekly(0))).toString()));
  }

  private static Verdict crossing(Crossing rule, Situation now) {
    if (!now.known()) {
      return Verdict.UNDECIDED;
    }
    if (!rule.comparison().holds(now.tenths(), rule.tenths())) {
      return new Ended(Reasons.crossedBack(rule, now.tenths()));
    }
    boolean crossed =
        now.previousTenths() != AlertInput.MISSING
            && !rule.comparison().holds(now.previousTenths(), rule.tenths());
    return crossed
        ? new Holds(Reasons.crossed(rule, now.previousTenths(), now.tenths()))
        : Verdict.UNDECIDED;
  }

  private static Verdict renewal(Renewal rule, Situation now) {
    if (now.renewalDay() == AlertInput.NO_RENEWAL) {
      return new Ended("No renewal date is known.");
    }
    long ahead = now.renewalDay() - now.day();
    if (ahead < 0) {
      return new Ended("The renewal date, " + date(now.renewalDay()) + ", has passed.");
    }
    if (ahead > rule.daysAhead()) {
      return new Ended(
          "The renewal is " + ahead + " days ahead, on " + date(now.renewalDay()) + ".");
    }
    if (rule.level() instanceof Level.Bound && !now.known()) {
      return Verdict.UNDECIDED;
    }
    return renewalScore(rule, now, ahead);
  }

  private static Verdict renewalScore(Renewal rule, Situation now, long ahead) {
    boolean level =
        switch (rule.level()) {
          case Level.Any any -> true;
          case Level.Bound b -> b.comparison().holds(now.tenths(), b.tenths());
        };
    if (level && (rule.band().isEmpty() || rule.band().equals(now.band()))) {
      return new Holds(Reasons.renews(rule, now, ahead));
    }
    return new Ended("The score is " + Reasons.scoreAndBand(now) + " now.");
  }
}
