package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.Corrected;
import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.Condition.Sustained;
import io.barometer.model.alert.RuleMemory.Firing;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which alerts fire and which are resolved. Pure: the same rules, memory and input give the
 * same decision on every machine.
 *
 * <ul>
 *   <li>A rule fires when its condition begins to hold and stays firing until the condition says
 *       that it ended; firing again begins a new episode.
 *   <li>A drop is resolved when the loss is below the bound; at the bound it stays as it was.
 *   <li>A crossing needs the score before to be known and on the other side, so a first score fires
 *       no crossing.
 *   <li>Unknown is on neither side: it fires nothing and resolves nothing, and a sustained low
 *       counts anew after it.
 *   <li>When the score on which an alert fired is corrected, the rule is asked about the corrected
 *       score of that moment. Where it holds, the alert stands; else it is withdrawn, and the rule
 *       may fire anew on the score of now. A rise or fall that is the correction itself crosses
 *       nothing.
 *   <li>Rules that are no longer given are forgotten without a transition.
 * </ul>
 */
public final class AlertPolicy {

  private AlertPolicy() {}

  /**
   * Decides on one input.
   *
   * @param rules the rules in force, each name once
   * @param memory what the last decision said to remember; {@link AccountMemory#BLANK} at first
   */
  public static Decision decide(List<AlertRule> rules, AccountMemory memory, AlertInput input) {
    AccountMemory seen = seen(rules, memory, input);
    Situation now =
        switch (input) {
          case ScoreMoved moved -> Situation.of(moved, seen.scores());
          case Corrected corrected -> Situation.of(Corrections.now(corrected), seen.scores());
          case DayBegan day -> Situation.onDay(seen, day);
        };
    SortedMap<String, RuleMemory> remembered = new TreeMap<>();
    List<Transition> transitions = new ArrayList<>();
    for (AlertRule rule : rules) {
      RuleMemory before =
          input instanceof Corrected corrected
              ? Corrections.judge(rule, seen.of(rule), corrected, seen.scores(), transitions)
              : seen.of(rule);
      RuleMemory next = step(rule, before, now, input.sequence(), transitions);
      if (!next.equals(RuleMemory.BLANK)) {
        remembered.put(rule.key(), next);
      }
    }
    AccountMemory after =
        new AccountMemory(
            seen.lastTenths(), seen.band(), seen.renewalDay(), seen.scores(), remembered);
    return new Decision(after, transitions, DueDays.next(rules, after, input.day()));
  }

  /**
   * Whether an account matches a condition now, for counting matches. A crossing matches when the
   * score is on the side to which it crosses.
   *
   * @param day the epoch day that counts as today
   */
  public static boolean matches(Condition condition, AccountMemory memory, long day) {
    Situation now = Situation.onDay(memory, new DayBegan(0, day));
    return switch (condition) {
      case Condition.Crossing c -> now.known() && c.comparison().holds(now.tenths(), c.tenths());
      case Sustained s -> now.known() && s.comparison().holds(now.tenths(), s.tenths());
      case Condition.Drop d -> Conditions.verdict(d, now, RuleMemory.BLANK) instanceof Holds;
      case Condition.Streak s -> Conditions.verdict(s, now, RuleMemory.BLANK) instanceof Holds;
      case Condition.Renewal r -> Conditions.verdict(r, now, RuleMemory.BLANK) instanceof Holds;
    };
  }

  private static AccountMemory seen(List<AlertRule> rules, AccountMemory memory, AlertInput input) {
    return switch (input) {
      case DayBegan day -> memory;
      case ScoreMoved moved -> moved(rules, memory, moved, memory.scores());
      case Corrected corrected ->
          moved(rules, memory, corrected.moved(), memory.scores().corrected(corrected.scores()));
    };
  }

  private static AccountMemory moved(
      List<AlertRule> rules, AccountMemory memory, ScoreMoved moved, DayScores scores) {
    return new AccountMemory(
        moved.tenths(),
        moved.band(),
        moved.renewalDay(),
        scores.with(moved.day(), moved.tenths(), moved.day() - DueDays.horizon(rules)),
        memory.rules());
  }

  private static RuleMemory step(
      AlertRule rule, RuleMemory before, Situation now, long sequence, List<Transition> out) {
    RuleMemory memory =
        rule.condition() instanceof Sustained sustained
            ? before.withLowSince(lowSince(sustained, before.lowSince(), now))
            : before;
    Firing firing = memory.firing();
    return switch (Conditions.verdict(rule.condition(), now, memory)) {
      case Holds holds when firing == null -> {
        out.add(
            new Transition.Fired(
                rule, sequence, now.time(), holds.reason(), !memory.firedBefore()));
        yield memory.fired(sequence, now.time());
      }
      case Ended ended when firing != null -> {
        out.add(
            new Transition.Resolved(
                rule, firing.episode(), firing.since(), now.time(), ended.reason()));
        yield memory.resolved();
      }
      case Holds h -> memory;
      case Ended e -> memory;
      case Verdict.Undecided u -> memory;
    };
  }

  private static @Nullable Instant lowSince(
      Sustained rule, @Nullable Instant since, Situation now) {
    if (!now.known() || !rule.comparison().holds(now.tenths(), rule.tenths())) {
      return null;
    }
    return since == null ? now.time() : since;
  }
}
