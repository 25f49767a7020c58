package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.Corrected;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.RuleMemory.Firing;
import io.barometer.model.alert.RuleMemory.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a correction of scores means for the alerts that fired on them. */
final class Corrections {
  private Corrections() {}

  /**
   * The score now, after the corrected one before it: what only the correction moved crosses
   * nothing.
   */
  static ScoreMoved now(Corrected corrected) {
    ScoreMoved moved = corrected.moved();
    int previous = moved.previousTenths();
    for (CorrectedScore score : corrected.scores()) {
      previous = score.next() == null ? score.instead().tenths() : previous;
    }
    return new ScoreMoved(
        moved.sequence(),
        moved.time(),
        moved.tenths(),
        previous,
        moved.band(),
        moved.lossByDays(),
        moved.weeklyTenths(),
        moved.renewalDay(),
        moved.figures());
  }

  /** Judges the open alert of a rule; notes what becomes of it, and tells what is left of it. */
  static RuleMemory judge(
      AlertRule rule,
      RuleMemory before,
      Corrected corrected,
      AccountMemory account,
      List<Transition> out) {
    if (rule.condition() instanceof Condition.Happened) {
      return happened(rule, before, corrected, out);
    }
    RuleMemory memory = withSince(rule, before, corrected.scores(), account);
    Firing firing = before.firing();
    if (firing == null) {
      return memory;
    }
    List<CorrectedScore> until =
        corrected.scores().stream()
            .filter(score -> !score.instead().time().isAfter(firing.since()))
            .toList();
    CorrectedScore raising = raising(rule, firing, until);
    if (raising == null) {
      return memory;
    }
    String reason = Reasons.corrected(raising, corrected.replaced());
    if (holds(rule, withSince(rule, before, until, account), firing, raising, account)) {
      String stands = reason + " The alert stands.";
      out.add(
          new Transition.Confirmed(
              rule, firing.episode(), firing.since(), corrected.time(), stands));
      return memory;
    }
    return withdrawn(rule, memory, firing, corrected, reason, out);
  }

  private static RuleMemory withdrawn(
      AlertRule rule,
      RuleMemory memory,
      Firing firing,
      Corrected corrected,
      String reason,
      List<Transition> out) {
    out.add(
        new Transition.Withdrawn(rule, firing.episode(), firing.since(), corrected.time(), reason));
    RuleMemory over = memory.resolved(null);
    return rule.condition() instanceof Sustained ? over : over.withSince(null);
  }

  /** An alert on an event that is retracted is withdrawn. */
  private static RuleMemory happened(
      AlertRule rule, RuleMemory before, Corrected corrected, List<Transition> out) {
    Seen seen = before.seen();
    if (seen == null || !seen.eventId().equals(corrected.retractedEvent())) {
      return before;
    }
    RuleMemory unseen = before.withSeen(null).withSince(null);
    Firing firing = before.firing();
    return firing == null
        ? unseen
        : withdrawn(rule, unseen, firing, corrected, "The event was retracted.", out);
  }

  /** The corrected score on which an alert fired; for what has to last the last one before it. */
  private static @Nullable CorrectedScore raising(
      AlertRule rule, Firing firing, List<CorrectedScore> until) {
    CorrectedScore last = null;
    for (CorrectedScore score : until) {
      if (rule.waits() || score.stoodAt(firing.episode())) {
        last = score;
      }
    }
    return last;
  }

  private static boolean holds(
      AlertRule rule,
      RuleMemory memory,
      Firing firing,
      CorrectedScore raising,
      AccountMemory account) {
    Situation then = situation(firing, raising.instead(), account);
    Instant since = memory.since();
    boolean lasted = since == null ? !rule.waits() : !rule.waits() || rule.ripe(since, then.time());
    return lasted && stands(rule, then, memory);
  }

  /** Whether the condition holds, whatever was before; what a score says nothing of stays. */
  private static boolean stands(AlertRule rule, Situation then, RuleMemory memory) {
    return switch (rule.condition()) {
      case Condition.Silence _, Condition.Happened _, Condition.Formula _ -> true;
      case Condition.Drop _, Sustained _, Condition.Streak _, Condition.Crossing _ ->
          Conditions.matches(rule, then, memory);
      case Condition.Renewal _, Condition.Standing _, Condition.CoverageLost _ ->
          Conditions.matches(rule, then, memory);
    };
  }

  /** The account as it would have been seen when the alert fired: with the entry, or later. */
  private static Situation situation(Firing firing, ScoreMoved instead, AccountMemory account) {
    if (instead.sequence() == firing.episode()) {
      return Situation.of(instead, account, AlertInput.MISSING);
    }
    return new Situation(
        firing.since(),
        Math.floorDiv(firing.since().getEpochSecond(), 86_400L),
        instead.tenths(),
        instead.tenths(),
        instead.band(),
        instead.renewalDay(),
        account.scores(),
        instead.figures(),
        AlertInput.MISSING,
        account.heard(),
        true,
        null,
        null);
  }

  /**
   * With the moment since which the condition holds, of a rule for which that has to last: not
   * before the end of the last corrected score on which it does not. That it held on more than was
   * published counts from the correction on.
   */
  private static RuleMemory withSince(
      AlertRule rule, RuleMemory memory, List<CorrectedScore> scores, AccountMemory account) {
    Instant since = memory.since();
    if (!rule.waits() || since == null) {
      return memory;
    }
    for (CorrectedScore score : scores) {
      Situation then = Situation.of(score.instead(), account, AlertInput.MISSING);
      if (since != null && !stands(rule, then, memory)) {
        since = later(since, score.next());
      }
    }
    return memory.withSince(since);
  }

  private static @Nullable Instant later(Instant since, CorrectedScore.@Nullable Next next) {
    if (next == null) {
      return null;
    }
    return next.time().isAfter(since) ? next.time() : since;
  }
}
