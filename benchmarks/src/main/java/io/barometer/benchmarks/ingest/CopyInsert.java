package io.barometer.benchmarks.ingest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Binary COPY (PostgreSQL documentation, COPY, "Binary Format"). */
final class CopyInsert implements RowInsert {
  private static final byte[] HEADER =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int FIELDS = 15;
  private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;
  private static final int BYTES_PER_ROW = 512;

  @Override
  public void insert(Connection connection, int shard, long firstPosition, List<BareRow> rows)
      throws SQLException {
    byte[] bytes = encode(shard, firstPosition, rows);
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy bare.event (%s) from stdin (format binary)".formatted(BareRow.COLUMNS));
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
  }

  static byte[] encode(int shard, long firstPosition, List<BareRow> rows) {
    var bytes = new ByteArrayOutputStream(rows.size() * BYTES_PER_ROW);
    try (var out = new DataOutputStream(bytes)) {
      out.write(HEADER);
      long position = firstPosition;
      for (BareRow row : rows) {
        write(out, shard, position++, row);
      }
      out.writeShort(-1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, int shard, long position, BareRow row)
      throws IOException {
    out.writeShort(FIELDS);
    intField(out, shard);
    longField(out, position);
    text(out, row.tenantId());
    text(out, row.accountId());
    longField(out, row.version());
    out.writeInt(2 * Long.BYTES);
    out.writeLong(row.eventId().getMostSignificantBits());
    out.writeLong(row.eventId().getLeastSignificantBits());
    text(out, row.type());
    intField(out, row.schemaVersion());
    longField(out, row.occurredMicros() - MICROS_1970_TO_2000);
    longField(out, row.recordedMicros() - MICROS_1970_TO_2000);
    text(out, row.source());
    field(out, row.payload());
    field(out, row.digest());
    out.writeInt(-1);
    out.writeInt(1);
    out.writeByte(0);
  }

  private static void intField(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static void longField(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    field(out, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}
