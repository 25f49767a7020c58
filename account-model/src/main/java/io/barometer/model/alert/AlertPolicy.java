package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.Corrected;
import io.barometer.model.alert.AlertInput.DayBegan;
import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.AlertInput.SourceHeard;
import io.barometer.model.alert.RuleMemory.Firing;
import io.barometer.model.alert.Verdict.Ended;
import io.barometer.model.alert.Verdict.Holds;
import io.barometer.model.alert.Verdict.Lasts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which alerts fire and which are resolved. Pure: the same rules, memory and input give the
 * same decision on every machine.
 *
 * <ul>
 *   <li>A rule fires when its condition has held for as long as the rule says, and stays firing
 *       until the condition says that it ended; firing again begins a new episode. Between the
 *       rule's bound and its clear bound an open alert stays open, and nothing begins.
 *   <li>While a rule cools down it does not fire; what still holds then fires then.
 *   <li>A drop is resolved when the loss is below the bound; at the bound it stays as it was.
 *   <li>A crossing needs the score before to be known and on the other side, so a first score fires
 *       no crossing.
 *   <li>What looks back over days is judged with a score change, by what is known then, and when a
 *       day begins, by the published scores; in between it stays as it was judged.
 *   <li>Unknown is on neither side: it fires nothing and resolves nothing, and what has to last
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
    Situation now = situation(seen, memory.figures().coveragePercent(), input);
    SortedMap<String, RuleMemory> remembered = new TreeMap<>();
    List<Transition> transitions = new ArrayList<>();
    for (AlertRule rule : rules) {
      RuleMemory before =
          input instanceof Corrected corrected
              ? Corrections.judge(rule, seen.of(rule), corrected, seen, transitions)
              : seen.of(rule);
      RuleMemory next = step(rule, before, now, input.sequence(), transitions);
      if (!next.equals(RuleMemory.BLANK)) {
        remembered.put(rule.key(), next);
      }
    }
    AccountMemory after = seen.with(remembered);
    return new Decision(after, transitions, DueHours.next(rules, after, now));
  }

  private static Situation situation(AccountMemory seen, int previousCoverage, AlertInput input) {
    return switch (input) {
      case ScoreMoved moved -> Situation.of(moved, seen, previousCoverage);
      case Corrected corrected -> Situation.of(Corrections.now(corrected), seen, previousCoverage);
      case EventTold event -> Situation.at(seen, event.time(), event);
      case SourceHeard heard -> Situation.at(seen, heard.time(), null);
      case HourBegan hour -> Situation.at(seen, hour.time(), null);
      case DayBegan day -> Situation.asDay(seen, day.time());
    };
  }

  /**
   * Whether an account matches a rule now, for counting matches. A crossing matches when the score
   * is on the side to which it crosses.
   *
   * @param now the moment that counts as now
   */
  public static boolean matches(AlertRule rule, AccountMemory memory, Instant now) {
    return Conditions.matches(rule, Situation.asDay(memory, now), memory.of(rule));
  }

  private static AccountMemory seen(List<AlertRule> rules, AccountMemory memory, AlertInput input) {
    return switch (input) {
      case ScoreMoved moved -> moved(rules, memory, moved, memory.scores());
      case Corrected corrected ->
          moved(rules, memory, corrected.moved(), memory.scores().corrected(corrected.scores()));
      case SourceHeard heard -> memory.hearing(heard.signal(), heard.time());
      case EventTold _, HourBegan _, DayBegan _ -> memory;
    };
  }

  private static AccountMemory moved(
      List<AlertRule> rules, AccountMemory memory, ScoreMoved moved, DayScores scores) {
    return new AccountMemory(
        moved.tenths(),
        moved.band(),
        moved.renewalDay(),
        scores.with(moved.day(), moved.tenths(), moved.day() - DueHours.horizon(rules)),
        moved.figures(),
        memory.heard(),
        memory.rules());
  }

  private static RuleMemory step(
      AlertRule rule, RuleMemory before, Situation now, long sequence, List<Transition> out) {
    RuleMemory told =
        rule.condition() instanceof Condition.Happened happened
            ? before.withSeen(Happening.seen(happened, now, before.seen()))
            : before;
    Verdict verdict = Conditions.verdict(rule, now, told);
    RuleMemory memory = told.withSince(since(verdict, told.since(), now));
    if (memory.firing() != null) {
      return verdict instanceof Ended ended ? resolve(rule, memory, ended, now, out) : memory;
    }
    Instant since = memory.since();
    if (since == null || !rule.ripe(since, now.time()) || memory.quiet(now.time())) {
      return memory;
    }
    out.add(
        new Transition.Fired(
            rule, sequence, now.time(), verdict.reason().get(), !memory.firedBefore()));
    return memory.fired(sequence, now.time());
  }

  private static RuleMemory resolve(
      AlertRule rule, RuleMemory memory, Ended ended, Situation now, List<Transition> out) {
    Firing firing = Objects.requireNonNull(memory.firing());
    out.add(
        new Transition.Resolved(
            rule, firing.episode(), firing.since(), now.time(), ended.reason().get()));
    Duration coolDown = rule.steadiness().coolDown();
    return memory.resolved(coolDown.isZero() ? null : now.time().plus(coolDown));
  }

  private static @Nullable Instant since(Verdict verdict, @Nullable Instant before, Situation now) {
    return switch (verdict) {
      case Holds _ -> before == null ? now.time() : before;
      case Lasts _ -> before;
      case Ended _, Verdict.Undecided _ -> null;
    };
  }
}
