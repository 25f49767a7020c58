package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.Receiver;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News for one receiver.
 *
 * @param id the same in every attempt and every replay
 * @param receiver with its secrets
 * @param attempt 1 for the first
 * @param failures attempts before it that the schedule of retries counts
 * @param createdTime when the intent was committed
 * @param traceParent W3C trace context of the event behind it; null when it was not sampled
 */
public record Notification(
    UUID id,
    String tenantId,
    Receiver receiver,
    int attempt,
    int failures,
    Instant createdTime,
    News news,
    @Nullable String traceParent) {

  /** The same, caused by another span. */
  public Notification withTraceParent(@Nullable String other) {
    return new Notification(id, tenantId, receiver, attempt, failures, createdTime, news, other);
  }

  /** Without the receiver's secrets, so that no log can show them. */
  @Override
  public String toString() {
    return "Notification[" + id + ", " + receiver.getName() + ", attempt " + attempt + "]";
  }
}
