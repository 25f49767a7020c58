package io.barometer.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one rule for one account.
 *
 * @param since since when the condition holds; null when it does not
 * @param firing the alert that is open; null when none is
 * @param firedBefore true once it fired
 * @param quietUntil the end of a cool-down; null when there was none
 * @param seen the last event of a rule that watches for events; null when there was none
 */
record RuleMemory(
    @Nullable Instant since,
    @Nullable Firing firing,
    boolean firedBefore,
    @Nullable Instant quietUntil,
    @Nullable Seen seen) {

  static final RuleMemory BLANK = new RuleMemory(null, null, false, null, null);

  /** An open alert: the sequence and the moment at which it fired. */
  record Firing(long episode, Instant since) {}

  /** An event that was watched for. */
  record Seen(String eventId, Instant time) {}

  RuleMemory withSince(@Nullable Instant moment) {
    return new RuleMemory(moment, firing, firedBefore, quietUntil, seen);
  }

  RuleMemory withSeen(@Nullable Seen event) {
    return new RuleMemory(since, firing, firedBefore, quietUntil, event);
  }

  RuleMemory fired(long episode, Instant time) {
    return new RuleMemory(since, new Firing(episode, time), true, null, seen);
  }

  /** The alert is over; the rule is quiet until then. */
  RuleMemory resolved(@Nullable Instant quiet) {
    return new RuleMemory(since, null, firedBefore, quiet, seen);
  }

  /** Whether a cool-down keeps it from firing. */
  boolean quiet(Instant now) {
    return quietUntil != null && now.isBefore(quietUntil);
  }
}
