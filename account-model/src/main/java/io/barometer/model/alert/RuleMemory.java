package io.barometer.model.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one rule for one account.
 *
 * @param lowSince since when the score is on the low side of a sustained rule; null when it is not
 * @param firing the alert that is open; null when none is
 * @param firedBefore true once it fired
 */
record RuleMemory(@Nullable Instant lowSince, @Nullable Firing firing, boolean firedBefore) {

  static final RuleMemory BLANK = new RuleMemory(null, null, false);

  /** An open alert: the sequence and the moment at which it fired. */
  record Firing(long episode, Instant since) {}

  RuleMemory withLowSince(@Nullable Instant since) {
    return new RuleMemory(since, firing, firedBefore);
  }

  RuleMemory fired(long episode, Instant time) {
    return new RuleMemory(lowSince, new Firing(episode, time), true);
  }

  RuleMemory resolved() {
    return new RuleMemory(lowSince, null, firedBefore);
  }
}
