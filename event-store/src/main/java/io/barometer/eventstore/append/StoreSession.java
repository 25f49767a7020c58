package io.barometer.eventstore.append;

import io.barometer.eventstore.append.Numbering.Existing;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The writer's connection and the statements that run on it. For one thread. */
final class StoreSession implements AutoCloseable {

  private final Connection connection;
  private final StoreSettings settings;
  private final CopyBuffer buffer;
  private final String readHeads;
  private final String write;
  private final String copy;

  StoreSession(Connection connection, StoreSettings settings, CopyBuffer buffer)
      throws SQLException {
    this.connection = connection;
    this.settings = settings;
    this.buffer = buffer;
    this.readHeads =
        """
        select shard, last_position, last_hash, %s from %s.shard_head order by shard"""
            .formatted(Micros.of("last_recorded_at"), settings.schema());
    this.write = WriteStatement.sql(settings.schema());
    this.copy =
        "copy %s.event_shards (%s) from stdin (format binary)"
            .formatted(settings.schema(), CopyBuffer.COLUMNS);
    connection.setAutoCommit(false);
  }

  /** Reads the heads; with the lock nobody else moves them before the transaction ends. */
  Head[] heads(boolean lock) throws SQLException {
    var heads = new Head[settings.shards()];
    try (var statement = connection.prepareStatement(readHeads + (lock ? " for update" : ""));
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        var head = new Head(rows.getInt(1), rows.getLong(2), rows.getBytes(3), rows.getLong(4));
        heads[head.shard()] = head;
      }
    }
    return heads;
  }

  /** Reads streams that are not in the cache; those that do not exist get version 0. */
  void loadStreams(Set<StreamKey> wanted, StreamCache cache) throws SQLException {
    var sql =
        """
        select w.shard, w.tenant_id, w.account_id, last.version,
          exists (
            select from %1$s.archived_stream a
            where (a.shard, a.tenant_id, a.account_id) = (w.shard, w.tenant_id, w.account_id))
        from unnest(?, ?, ?) as w(shard, tenant_id, account_id)
        cross join lateral (
          select e.version from %1$s.event e
          where (e.shard, e.tenant_id, e.account_id) = (w.shard, w.tenant_id, w.account_id)
          order by e.version desc limit 1) last"""
            .formatted(settings.schema());
    wanted.forEach(key -> cache.put(key, StreamState.NONE));
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, wanted);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          cache.put(
              new StreamKey(rows.getInt(1), rows.getString(2), rows.getString(3)),
              new StreamState(rows.getLong(4), rows.getBoolean(5)));
        }
      }
    }
  }

  /** What is stored already of these events. */
  Map<UUID, Existing> existing(List<NewEvent> events) throws SQLException {
    var sql =
        """
        select e.event_id, e.position, e.digest
        from unnest(?, ?) as w(shard, event_id)
        join %s.event e using (shard, event_id)"""
            .formatted(settings.schema());
    var found = new HashMap<UUID, Existing>();
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array("int4", events.stream().map(NewEvent::shard).toList()));
      statement.setArray(2, array("uuid", events.stream().map(NewEvent::eventId).toList()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), new Existing(rows.getLong(2), rows.getBytes(3)));
        }
      }
    }
    return found;
  }

  /**
   * Writes a batch: the fence and the chain in one statement, then the events.
   *
   * @return false when the fence is lost; then nothing must be committed
   */
  boolean write(Batch batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(write)) {
      WriteStatement.bind(statement, connection, batch.steps);
      try (var fenced = statement.executeQuery()) {
        fenced.next();
        if (fenced.getInt(1) != batch.steps.size()) {
          return false;
        }
      }
    }
    buffer.encode(batch.rows);
    CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    copying.writeToCopy(buffer.bytes(), 0, buffer.size());
    copying.endCopy();
    return true;
  }

  /** Marks streams that take no more events, or takes the mark away. */
  void mark(Collection<StreamKey> streams, boolean archived) throws SQLException {
    var sql =
        archived
            ? """
              insert into %s.archived_stream
              select * from unnest(?, ?, ?) on conflict do nothing"""
            : """
              delete from %s.archived_stream
              where (shard, tenant_id, account_id) in (select * from unnest(?, ?, ?))""";
    try (var statement = connection.prepareStatement(sql.formatted(settings.schema()))) {
      bind(statement, streams);
      statement.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, Collection<StreamKey> streams)
      throws SQLException {
    statement.setArray(1, array("int4", streams.stream().map(StreamKey::shard).toList()));
    statement.setArray(2, array("text", streams.stream().map(StreamKey::tenantId).toList()));
    statement.setArray(3, array("text", streams.stream().map(StreamKey::accountId).toList()));
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  private Array array(String type, Collection<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
