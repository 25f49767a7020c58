package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.scoring.v1.AccountScore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transition of one alert for one receiver.
 *
 * @param id the same in every attempt and every replay
 * @param receiver with its secrets
 * @param attempt 1 for the first
 * @param score the account's score at the transition
 * @param reason why, a sentence
 * @param firedTime when the alert fired
 * @param time when the transition happened
 * @param traceParent W3C trace context of the event behind it; null when it was not sampled
 */
public record Notification(
    UUID id,
    String tenantId,
    UUID alertId,
    Receiver receiver,
    About about,
    int attempt,
    String rule,
    String title,
    AlertSeverity severity,
    String playbook,
    AccountScore score,
    String reason,
    Instant firedTime,
    Instant time,
    @Nullable String traceParent) {

  /** The same, caused by another span. */
  public Notification withTraceParent(@Nullable String other) {
    return new Notification(
        id, tenantId, alertId, receiver, about, attempt, rule, title, severity, playbook, score,
        reason, firedTime, time, other);
  }

  /** Without the receiver's secrets, so that no log can show them. */
  @Override
  public String toString() {
    return "Notification[" + id + ", " + receiver.getName() + ", attempt " + attempt + "]";
  }
}
