package io.barometer.e2e.example;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that must have fired.
 *
 * @param playbook empty for none
 * @param resolvedTime null while it holds
 */
public record ExpectedAlert(
    String accountId,
    String rule,
    String playbook,
    Instant firedTime,
    String reason,
    @Nullable Instant resolvedTime) {

  ExpectedAlert resolved(Instant time) {
    return new ExpectedAlert(accountId, rule, playbook, firedTime, reason, time);
  }
}
