package io.barometer.model.alert;

import static io.barometer.model.alert.Reasons.date;

import io.barometer.model.alert.Condition.CoverageLost;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Formula;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Silence;
import io.barometer.model.alert.Condition.Standing;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import io.barometer.model.alert.Verdict.Lasts;
import io.barometer.model.scorecard.Expression;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the condition of one rule about one situation. */
final class Conditions {

  private Conditions() {}

  static Verdict verdict(AlertRule rule, Situation now, RuleMemory memory) {
    Steadiness steady = rule.steadiness();
    return switch (rule.condition()) {
      case Drop drop -> now.looksBack() ? drop(drop, steady, now) : asBefore(memory);
      case Sustained sustained -> sustained(sustained, steady, now, memory.since());
      case Streak streak -> now.looksBack() ? streak(streak, now) : asBefore(memory);
      case Crossing crossing -> crossing(crossing, steady, now);
      case Renewal renewal -> renewal(renewal, steady, now);
      case Standing standing -> standing(standing, steady, now);
      case CoverageLost lost -> coverage(lost, steady, now);
      case Silence silence -> silence(silence, now);
      case Condition.Happened happened -> Happening.verdict(happened, now, memory.seen());
      case Formula formula -> formula(formula, now);
    };
  }

  /** Whether the rule matches now, for counting: a crossing matches on the side it crosses to. */
  static boolean matches(AlertRule rule, Situation now, RuleMemory memory) {
    return switch (rule.condition()) {
      case Crossing c -> now.known() && c.comparison().holds(now.tenths(), c.tenths());
      case CoverageLost c ->
          now.covered() && c.comparison().holds(now.figures().coveragePercent(), c.percent());
      case Condition.Happened _ -> verdict(rule, now, memory) instanceof Lasts;
      case Drop _, Sustained _, Streak _, Renewal _, Standing _, Silence _, Formula _ ->
          verdict(rule, now, memory) instanceof Holds;
    };
  }

  private static Verdict asBefore(RuleMemory memory) {
    Instant since = memory.since();
    return since == null
        ? Verdict.UNDECIDED
        : new Lasts(() -> "It has held since " + Reasons.time(since) + ".");
  }

  private static Verdict drop(Drop drop, Steadiness steady, Situation now) {
    int then = now.tenthsAgo(drop.days());
    if (!now.known() || then == AlertInput.MISSING) {
      return Verdict.UNDECIDED;
    }
    int loss = then - now.tenths();
    if (drop.comparison().holds(loss, drop.tenths())) {
      return new Holds(() -> Reasons.lost(drop, then, now.tenths()));
    }
    int clear = steady.clearOr(drop.tenths());
    return loss < clear ? new Ended(() -> Reasons.lossEnded(drop, loss, clear)) : Verdict.UNDECIDED;
  }

  private static Verdict sustained(
      Sustained rule, Steadiness steady, Situation now, @Nullable Instant since) {
    if (!now.known()) {
      return Verdict.UNDECIDED;
    }
    if (rule.comparison().holds(now.tenths(), rule.tenths())) {
      return new Holds(() -> Reasons.low(rule, now.tenths(), since == null ? now.time() : since));
    }
    int clear = steady.clearOr(rule.tenths());
    return rule.comparison().holds(now.tenths(), clear)
        ? Verdict.UNDECIDED
        : new Ended(() -> Reasons.noLongerLow(rule, clear, now.tenths()));
  }

  private static Verdict streak(Streak streak, Situation now) {
    for (int week = streak.falls(); week > 0; week--) {
      int before = now.weekly(week);
      int after = now.weekly(week - 1);
      if (before == AlertInput.MISSING || after == AlertInput.MISSING) {
        return Verdict.UNDECIDED;
      }
      if (after >= before) {
        return new Ended(() -> Reasons.roseAgain(before, after));
      }
    }
    return new Holds(() -> Reasons.fell(streak, now));
  }

  private static Verdict crossing(Crossing rule, Steadiness steady, Situation now) {
    if (!now.known()) {
      return Verdict.UNDECIDED;
    }
    if (!rule.comparison().holds(now.tenths(), rule.tenths())) {
      int clear = steady.clearOr(rule.tenths());
      return rule.comparison().holds(now.tenths(), clear)
          ? Verdict.UNDECIDED
          : new Ended(() -> Reasons.noLonger(rule.comparison(), clear, now.tenths()));
    }
    boolean crossed =
        now.previousTenths() != AlertInput.MISSING
            && !rule.comparison().holds(now.previousTenths(), rule.tenths());
    return crossed
        ? new Holds(() -> Reasons.crossed(rule, now.previousTenths(), now.tenths()))
        : new Lasts(() -> Reasons.stands(rule.comparison(), rule.tenths(), now));
  }

  private static Verdict standing(Standing rule, Steadiness steady, Situation now) {
    if (!now.known()) {
      return Verdict.UNDECIDED;
    }
    if (rule.comparison().holds(now.tenths(), rule.tenths())) {
      return new Holds(() -> Reasons.stands(rule.comparison(), rule.tenths(), now));
    }
    int clear = steady.clearOr(rule.tenths());
    return rule.comparison().holds(now.tenths(), clear)
        ? Verdict.UNDECIDED
        : new Ended(() -> Reasons.noLonger(rule.comparison(), clear, now.tenths()));
  }

  private static Verdict coverage(CoverageLost rule, Steadiness steady, Situation now) {
    if (!now.covered()) {
      return Verdict.UNDECIDED;
    }
    int percent = now.figures().coveragePercent();
    if (!rule.comparison().holds(percent, rule.percent())) {
      return rule.comparison().holds(percent, steady.clearOr(rule.percent()))
          ? Verdict.UNDECIDED
          : new Ended(() -> Reasons.covered(percent));
    }
    boolean lost =
        now.previousCoverage() != AlertInput.MISSING
            && !rule.comparison().holds(now.previousCoverage(), rule.percent());
    return lost
        ? new Holds(() -> Reasons.coverageLost(rule, now.previousCoverage(), percent))
        : new Lasts(() -> Reasons.covered(percent));
  }

  private static Verdict silence(Silence rule, Situation now) {
    Instant heard = now.heardTime().get(rule.signal());
    if (heard == null) {
      return Verdict.UNDECIDED;
    }
    return now.time().isAfter(heard.plus(Duration.ofHours(rule.hours())))
        ? new Holds(() -> Reasons.silent(rule, heard))
        : new Ended(
            () -> "\"%s\" was heard again, on %s.".formatted(rule.signal(), Reasons.time(heard)));
  }

  private static Verdict formula(Formula rule, Situation now) {
    FigureReadings readings = new FigureReadings(now);
    double holds = rule.when().value(readings);
    if (holds == 1) {
      return new Holds(() -> "\"" + rule.when().source() + "\" holds" + readings.values() + ".");
    }
    Expression until = rule.until();
    boolean ended = until == null ? holds == 0 : until.holds(readings);
    String source = until == null ? rule.when().source() : until.source();
    return ended
        ? new Ended(
            () ->
                "\"%s\" %s%s."
                    .formatted(
                        source, until == null ? "no longer holds" : "holds", readings.values()))
        : Verdict.UNDECIDED;
  }

  private static Verdict renewal(Renewal rule, Steadiness steady, Situation now) {
    if (now.renewalDay() == AlertInput.NO_RENEWAL) {
      return new Ended(() -> "No renewal date is known.");
    }
    long ahead = now.renewalDay() - now.day();
    if (ahead < 0) {
      return new Ended(() -> "The renewal date, " + date(now.renewalDay()) + ", has passed.");
    }
    if (ahead > rule.daysAhead()) {
      return new Ended(
          () -> "The renewal is " + ahead + " days ahead, on " + date(now.renewalDay()) + ".");
    }
    if (rule.level() instanceof Level.Bound && !now.known()) {
      return Verdict.UNDECIDED;
    }
    return renewalScore(rule, steady, now, ahead);
  }

  private static Verdict renewalScore(Renewal rule, Steadiness steady, Situation now, long ahead) {
    boolean band = rule.band().isEmpty() || rule.band().equals(now.band());
    boolean level =
        switch (rule.level()) {
          case Level.Any any -> true;
          case Level.Bound b -> b.comparison().holds(now.tenths(), b.tenths());
        };
    if (level && band) {
      return new Holds(() -> Reasons.renews(rule, now, ahead));
    }
    boolean between =
        band
            && rule.level() instanceof Level.Bound b
            && b.comparison().holds(now.tenths(), steady.clearOr(b.tenths()));
    return between
        ? Verdict.UNDECIDED
        : new Ended(() -> "The score is " + Reasons.scoreAndBand(now) + " now.");
  }
}
