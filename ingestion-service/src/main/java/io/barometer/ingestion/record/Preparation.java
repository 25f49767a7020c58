package io.barometer.ingestion.record;

import com.google.protobuf.CodedOutputStream;
import io.barometer.edge.event.EventTypes;
import io.barometer.eventstore.append.Fingerprints;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.Shards;
import io.barometer.eventstore.append.StreamEffect;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Event.PayloadCase;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a checked event into what the store keeps. The stored payload is the event without its
 * tenant, which is a column. What decides whether a repeat has the same content leaves out the
 * received time too: a source may well resend at another time.
 */
public final class Preparation {

  /**
   * In {@link NewEvent#recordedMicros} until the clock has spoken: the event brings no received
   * time.
   */
  public static final long NOT_RECEIVED = Long.MIN_VALUE;

  private static final int RECEIVED_TIME_TAG = Event.RECEIVED_TIME_FIELD_NUMBER << 3 | 2;

  private final int shards;

  public Preparation(int shards) {
    this.shards = shards;
  }

  /** The event as the store takes it, its recorded time still the received one. */
  public NewEvent prepare(Event event, String tenantId, @Nullable String traceParent) {
    var fingerprints = Fingerprints.ofThread();
    String account = event.getAccountId();
    byte[] content = content(event);
    boolean received = event.hasReceivedTime();
    return new NewEvent(
        Shards.of(tenantId, account, shards),
        tenantId,
        account,
        fingerprints.eventId(tenantId, account, Retractions.source(event), event.getEventKey()),
        EventTypes.name(event.getPayloadCase()),
        Math.max(1, event.getSchemaVersion()),
        event.hasOccurredTime() ? Times.micros(event.getOccurredTime()) : NewEvent.WHEN_RECORDED,
        received ? Times.micros(event.getReceivedTime()) : NOT_RECEIVED,
        event.getSource(),
        received ? withReceivedTime(content, event) : content,
        fingerprints.digest(content, 0, content.length),
        traceParent,
        effect(event.getPayloadCase()));
  }

  /** The same bytes for the same content, in whatever order a client sent the attributes. */
  private static byte[] content(Event event) {
    boolean plain = event.getTenantId().isEmpty() && !event.hasReceivedTime();
    Event content = plain ? event : event.toBuilder().clearTenantId().clearReceivedTime().build();
    return content.getAttributesCount() < 2 ? content.toByteArray() : sorted(content);
  }

  private static byte[] sorted(Event content) {
    byte[] bytes = new byte[content.getSerializedSize()];
    var output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      content.writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException("an array takes what it was sized for", impossible);
    }
    return bytes;
  }

  /** Protobuf takes fields in any order, so the received time may stand at the end. */
  private static byte[] withReceivedTime(byte[] content, Event event) {
    byte[] time = event.getReceivedTime().toByteArray();
    byte[] payload = Arrays.copyOf(content, content.length + 2 + time.length);
    payload[content.length] = RECEIVED_TIME_TAG;
    payload[content.length + 1] = (byte) time.length;
    System.arraycopy(time, 0, payload, content.length + 2, time.length);
    return payload;
  }

  private static StreamEffect effect(PayloadCase type) {
    return switch (type) {
      case ACCOUNT_REGISTERED, RELEASE_SHIPPED, DAY_STARTED, HOUR_STARTED -> StreamEffect.OPENS;
      case ACCOUNT_ARCHIVED -> StreamEffect.ARCHIVES;
      case ACCOUNT_RESTORED -> StreamEffect.RESTORES;
      default -> StreamEffect.NONE;
    };
  }
}
