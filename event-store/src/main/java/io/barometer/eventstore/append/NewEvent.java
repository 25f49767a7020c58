package io.barometer.eventstore.append;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was checked and is ready to be stored. Arrays belong to the event and do not
 * change.
 *
 * @param shard {@link Shards#of} of tenant and account
 * @param eventId {@link Fingerprints#eventId}; the same for every repeat
 * @param type the name of what happened, for example {@code activity}
 * @param schemaVersion version of the payload's schema, 1 or more
 * @param occurredMicros when it happened, microseconds since 1970; {@link #WHEN_RECORDED} until it
 *     arrives, when it happens with its being recorded
 * @param recordedMicros the platform's clock when it arrived, microseconds since 1970
 * @param source the system that reported it
 * @param payload what is stored of its content
 * @param digest SHA-256 of the content by which a repeat is told from a conflict
 * @param traceParent W3C trace context of the call, or null when it is not sampled
 * @param effect what it does to the stream
 */
public record NewEvent(
    int shard,
    String tenantId,
    String accountId,
    UUID eventId,
    String type,
    int schemaVersion,
    long occurredMicros,
    long recordedMicros,
    String source,
    byte[] payload,
    byte[] digest,
    @Nullable String traceParent,
    StreamEffect effect) {

  /** It happens when it is recorded. */
  public static final long WHEN_RECORDED = Long.MIN_VALUE;

  /** The same event, arrived at another time. */
  public NewEvent arrivedAt(long micros) {
    return new NewEvent(
        shard,
        tenantId,
        accountId,
        eventId,
        type,
        schemaVersion,
        occurredMicros == WHEN_RECORDED ? micros : occurredMicros,
        micros,
        source,
        payload,
        digest,
        traceParent,
        effect);
  }
}
