package io.barometer.benchmarks.ingest;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.postgresql.PGConnection;

/** One {@code insert … select} from arrays, a parameter per column. */
final class UnnestInsert implements RowInsert {

  @Override
  public void insert(Connection connection, int shard, long firstPosition, List<BareRow> rows)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            insert into bare.event (%s)
            select ?, r.position, r.tenant, r.account, r.version, r.id, r.type, r.schema_version,
              timestamptz 'epoch' + r.occurred * interval '1 microsecond',
              timestamptz 'epoch' + r.recorded * interval '1 microsecond',
              r.source, r.payload, r.digest, null, false
            from unnest(?::int8[], ?::text[], ?::text[], ?::int8[], ?::uuid[], ?::text[], ?::int4[],
              ?::int8[], ?::int8[], ?::text[], ?::bytea[], ?::bytea[])
              as r(position, tenant, account, version, id, type, schema_version,
                occurred, recorded, source, payload, digest)"""
                .formatted(BareRow.COLUMNS))) {
      statement.setInt(1, shard);
      long[] positions = LongStream.range(firstPosition, firstPosition + rows.size()).toArray();
      Columns columns = new Columns(connection.unwrap(PGConnection.class), rows);
      statement.setArray(2, columns.connection.createArrayOf("int8", positions));
      statement.setArray(3, columns.of("text", BareRow::tenantId));
      statement.setArray(4, columns.of("text", BareRow::accountId));
      statement.setArray(5, columns.longs(BareRow::version));
      statement.setArray(6, columns.of("uuid", BareRow::eventId));
      statement.setArray(7, columns.of("text", BareRow::type));
      statement.setArray(8, columns.of("int4", BareRow::schemaVersion));
      statement.setArray(9, columns.longs(BareRow::occurredMicros));
      statement.setArray(10, columns.longs(BareRow::recordedMicros));
      statement.setArray(11, columns.of("text", BareRow::source));
      statement.setArray(12, columns.bytes(BareRow::payload));
      statement.setArray(13, columns.bytes(BareRow::digest));
      statement.executeUpdate();
    }
  }

  private record Columns(PGConnection connection, List<BareRow> rows) {

    Array of(String type, Function<BareRow, Object> field) throws SQLException {
      return connection.createArrayOf(type, rows.stream().map(field).toArray());
    }

    Array longs(ToLongFunction<BareRow> field) throws SQLException {
      return connection.createArrayOf("int8", rows.stream().mapToLong(field).toArray());
    }

    Array bytes(Function<BareRow, byte[]> field) throws SQLException {
      return connection.createArrayOf("bytea", rows.stream().map(field).toArray(byte[][]::new));
    }
  }
}
