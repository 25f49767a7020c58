package io.barometer.eventstore.append;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format"): a
 * header, then per row the number of fields and each field with its length in front, then −1.
 * Reused from batch to batch.
 */
final class CopyBuffer {

  /** The columns, in the order in which {@link #encode} writes them. */
  static final String COLUMNS =
      "shard, position, tenant_id, account_id, version, event_id, type, schema_version, occurred_at,"
          + " recorded_at, source, payload, digest, trace_parent, late";

  private static final short FIELDS = 15;
  private static final byte[] HEADER =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;
  private static final int KEEP_BYTES = 4 * 1024 * 1024;

  private byte[] bytes = new byte[64 * 1024];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void encode(List<StoredEvent> rows) {
    if (bytes.length > KEEP_BYTES) {
      bytes = new byte[KEEP_BYTES];
    }
    size = 0;
    raw(HEADER);
    rows.forEach(this::row);
    shortValue((short) -1);
  }

  private void row(StoredEvent row) {
    var event = row.event();
    shortValue(FIELDS);
    intField(row.shard());
    longField(row.position());
    text(event.tenantId());
    text(event.accountId());
    longField(row.version());
    intValue(16);
    longValue(event.eventId().getMostSignificantBits());
    longValue(event.eventId().getLeastSignificantBits());
    text(event.type());
    intField(event.schemaVersion());
    longField(event.occurredMicros() - EPOCH_2000_MICROS);
    longField(row.recordedMicros() - EPOCH_2000_MICROS);
    text(event.source());
    field(event.payload());
    field(event.digest());
    text(event.traceParent());
    intValue(1);
    reserve(1);
    bytes[size++] = (byte) (row.late() ? 1 : 0);
  }

  private void text(@Nullable String text) {
    if (text == null) {
      intValue(-1);
    } else {
      field(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void field(byte[] value) {
    intValue(value.length);
    raw(value);
  }

  private void intField(int value) {
    intValue(Integer.BYTES);
    intValue(value);
  }

  private void longField(long value) {
    intValue(Long.BYTES);
    longValue(value);
  }

  private void raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void shortValue(short value) {
    reserve(Short.BYTES);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void intValue(int value) {
    shortValue((short) (value >> 16));
    shortValue((short) value);
  }

  private void longValue(long value) {
    intValue((int) (value >> 32));
    intValue((int) value);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
