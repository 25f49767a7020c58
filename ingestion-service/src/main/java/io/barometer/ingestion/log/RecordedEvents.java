package io.barometer.ingestion.log;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.append.StoredEvent;
import io.barometer.ingestion.record.Times;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A stored event as a RecordedEvent. The store keeps the event without its tenant; here it comes
 * back as a field in front of the stored bytes, without parsing them. What happened when it was
 * recorded gets that time.
 */
public final class RecordedEvents {

  private static final Set<String> MAY_LACK_TIME =
      Set.of("score_overridden", "override_withdrawn", "event_retracted");
  private static final int EVENT = RecordedEvent.EVENT_FIELD_NUMBER;

  private RecordedEvents() {}

  /** The log entry that carries a stored event. */
  public static LogEntry entry(StoredEvent stored) {
    return new LogEntry(
        stored.shard(),
        stored.position(),
        stored.event().accountId(),
        encode(stored),
        stored.event().traceParent());
  }

  /** The bytes of the RecordedEvent. */
  static byte[] encode(StoredEvent stored) {
    var event = stored.event();
    if (MAY_LACK_TIME.contains(event.type())) {
      return message(stored).toByteArray();
    }
    byte[] tenant = event.tenantId().getBytes(StandardCharsets.UTF_8);
    byte[] payload = event.payload();
    int tenantSize = CodedOutputStream.computeByteArraySize(Event.TENANT_ID_FIELD_NUMBER, tenant);
    byte[] rest = envelope(stored).toByteArray();
    int inner = tenantSize + payload.length;
    byte[] bytes =
        new byte
            [CodedOutputStream.computeTagSize(EVENT)
                + CodedOutputStream.computeUInt32SizeNoTag(inner)
                + inner
                + rest.length];
    var output = CodedOutputStream.newInstance(bytes);
    try {
      output.writeTag(EVENT, 2);
      output.writeUInt32NoTag(inner);
      output.writeByteArray(Event.TENANT_ID_FIELD_NUMBER, tenant);
      output.writeRawBytes(payload);
      output.writeRawBytes(rest);
    } catch (IOException impossible) {
      throw new IllegalStateException("an array takes what it was sized for", impossible);
    }
    return bytes;
  }

  private static RecordedEvent envelope(StoredEvent stored) {
    return RecordedEvent.newBuilder()
        .setEventId(stored.event().eventId().toString())
        .setShard(stored.shard())
        .setPosition(stored.position())
        .setVersion(stored.version())
        .setRecordedTime(Times.timestamp(stored.recordedMicros()))
        .setLate(stored.late())
        .build();
  }

  /** The stored event as a message. */
  static RecordedEvent message(StoredEvent stored) {
    RecordedEvent envelope = envelope(stored);
    return envelope.toBuilder()
        .setEvent(
            event(stored.event().tenantId(), stored.event().payload(), envelope.getRecordedTime()))
        .build();
  }

  /**
   * The row (shard, position, tenant, version, event id, recorded micros, payload, late) as a
   * message.
   */
  public static RecordedEvent fromRow(Row row) {
    Timestamp recorded = Times.timestamp(row.getLong(5));
    return RecordedEvent.newBuilder()
        .setShard(row.getInteger(0))
        .setPosition(row.getLong(1))
        .setVersion(row.getLong(3))
        .setEventId(row.getUUID(4).toString())
        .setRecordedTime(recorded)
        .setEvent(event(row.getString(2), row.getBuffer(6).getBytes(), recorded))
        .setLate(row.getBoolean(7))
        .build();
  }

  private static Event event(String tenantId, byte[] payload, Timestamp recorded) {
    try {
      Event.Builder event = Event.newBuilder().mergeFrom(payload).setTenantId(tenantId);
      return (event.hasOccurredTime() ? event : event.setOccurredTime(recorded)).build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("The store holds bytes that are no event", damaged);
    }
  }
}
