package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.Corrected;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.RuleMemory.Firing;
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
        moved.renewalDay());
  }

  /** Judges the open alert of a rule; notes what becomes of it, and tells what is left of it. */
  static RuleMemory judge(
      AlertRule rule,
      RuleMemory before,
      Corrected corrected,
      DayScores scores,
      List<Transition> out) {
    RuleMemory memory = withLowSince(rule.condition(), before, corrected.scores());
    Firing firing = before.firing();
    if (firing == null) {
      return memory;
    }
    List<CorrectedScore> until =
        corrected.scores().stream()
            .filter(score -> !score.instead().time().isAfter(firing.since()))
            .toList();
    CorrectedScore raising = raising(rule.condition(), firing, until);
    if (raising == null) {
      return memory;
    }
    String reason = Reasons.corrected(raising, corrected.replaced());
    RuleMemory then = withLowSince(rule.condition(), before, until);
    if (holds(rule.condition(), then, firing, raising, scores)) {
      String stands = reason + " The alert stands.";
      out.add(
          new Transition.Confirmed(
              rule, firing.episode(), firing.since(), corrected.time(), stands));
      return memory;
    }
    out.add(
        new Transition.Withdrawn(rule, firing.episode(), firing.since(), corrected.time(), reason));
    return memory.resolved();
  }

  /** The corrected score on which an alert fired; for a sustained low the last one before it. */
  private static @Nullable CorrectedScore raising(
      Condition condition, Firing firing, List<CorrectedScore> until) {
    CorrectedScore last = null;
    for (CorrectedScore score : until) {
      if (condition instanceof Sustained || score.stoodAt(firing.episode())) {
        last = score;
      }
    }
    return last;
  }

  private static boolean holds(
      Condition condition,
      RuleMemory memory,
      Firing firing,
      CorrectedScore raising,
      DayScores scores) {
    ScoreMoved instead = raising.instead();
    boolean known = instead.tenths() != AlertInput.MISSING;
    return switch (condition) {
      case Crossing crossing ->
          known && crossing.comparison().holds(instead.tenths(), crossing.tenths());
      case Sustained _, Condition.Drop _, Condition.Streak _, Condition.Renewal _ ->
          Conditions.verdict(condition, situation(firing, instead, scores), memory)
              instanceof Verdict.Holds;
    };
  }

  /** The account as it would have been seen when the alert fired: with the entry, or on a day. */
  private static Situation situation(Firing firing, ScoreMoved instead, DayScores scores) {
    if (instead.sequence() == firing.episode()) {
      return Situation.of(instead, scores);
    }
    return new Situation(
        firing.since(),
        Math.floorDiv(firing.since().getEpochSecond(), 86_400L),
        instead.tenths(),
        instead.tenths(),
        instead.band(),
        instead.renewalDay(),
        scores,
        null);
  }

  /**
   * With the moment since which the score is on the low side: not before the end of the last
   * corrected score that is not. That more was low than was published counts from the correction
   * on.
   */
  private static RuleMemory withLowSince(
      Condition condition, RuleMemory memory, List<CorrectedScore> scores) {
    if (!(condition instanceof Sustained rule)) {
      return memory;
    }
    Instant since = memory.lowSince();
    for (CorrectedScore score : scores) {
      int tenths = score.instead().tenths();
      boolean low = tenths != AlertInput.MISSING && rule.comparison().holds(tenths, rule.tenths());
      if (since != null && !low) {
        since = later(since, score.next());
      }
    }
    return memory.withLowSince(since);
  }

  private static @Nullable Instant later(Instant since, CorrectedScore.@Nullable Next next) {
    if (next == null) {
      return null;
    }
    return next.time().isAfter(since) ? next.time() : since;
  }
}
