package io.barometer.eventstore.read;

import io.barometer.eventstore.append.Head;
import io.barometer.eventstore.append.Micros;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.StoredEvent;
import io.barometer.eventstore.append.StreamEffect;
import io.barometer.eventstore.append.StreamKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The events of a shard in order, across tenants. Calls block: use a virtual or a worker thread.
 */
public final class EventLog {

  /** The database did not give what was asked for; ask again. */
  public static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableException(SQLException cause) {
      super("The event log cannot be read now", cause);
    }
  }

  private final DataSource source;
  private final String selectAfter;
  private final String selectStream;
  private final String selectHeads;

  public EventLog(DataSource source, String schema) {
    this.source = source;
    String events =
        """
        select shard, position, tenant_id, account_id, version, event_id, type, schema_version,
               %s, %s, source, payload, digest, trace_parent, late
        from %s.event where shard = ?"""
            .formatted(Micros.of("occurred_at"), Micros.of("recorded_at"), schema);
    this.selectAfter = events + " and position > ? and position <= ? order by position limit ?";
    this.selectStream =
        events
            + " and tenant_id = ? and account_id = ? and version > ? and position <= ?"
            + " order by version limit ?";
    this.selectHeads =
        "select shard, last_position, last_hash, %s from %s.shard_head order by shard"
            .formatted(Micros.of("last_recorded_at"), schema);
  }

  /**
   * Events after a position, in order, without gaps.
   *
   * @param upTo none beyond this position
   * @param limit at most this many
   */
  public List<StoredEvent> readAfter(int shard, long position, long upTo, int limit) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(selectAfter)) {
      statement.setInt(1, shard);
      statement.setLong(2, position);
      statement.setLong(3, upTo);
      statement.setInt(4, limit);
      return events(statement, limit);
    } catch (SQLException failure) {
      throw new UnreadableException(failure);
    }
  }

  /**
   * Events of one account after a version, in order.
   *
   * @param upTo none beyond this position
   * @param limit at most this many
   */
  public List<StoredEvent> readStream(StreamKey stream, long version, long upTo, int limit) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(selectStream)) {
      statement.setInt(1, stream.shard());
      statement.setString(2, stream.tenantId());
      statement.setString(3, stream.accountId());
      statement.setLong(4, version);
      statement.setLong(5, upTo);
      statement.setInt(6, limit);
      return events(statement, limit);
    } catch (SQLException failure) {
      throw new UnreadableException(failure);
    }
  }

  private static List<StoredEvent> events(PreparedStatement statement, int limit)
      throws SQLException {
    var events = new ArrayList<StoredEvent>(Math.min(limit, 1_000));
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        events.add(event(rows));
      }
    }
    return events;
  }

  /** The end of every shard, ordered by shard. */
  public List<Head> heads() {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(selectHeads);
        var rows = statement.executeQuery()) {
      var heads = new ArrayList<Head>();
      while (rows.next()) {
        heads.add(new Head(rows.getInt(1), rows.getLong(2), rows.getBytes(3), rows.getLong(4)));
      }
      return heads;
    } catch (SQLException failure) {
      throw new UnreadableException(failure);
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    var event =
        new NewEvent(
            row.getInt(1),
            row.getString(3),
            row.getString(4),
            row.getObject(6, UUID.class),
            row.getString(7),
            row.getInt(8),
            row.getLong(9),
            row.getLong(10),
            row.getString(11),
            row.getBytes(12),
            row.getBytes(13),
            row.getString(14),
            StreamEffect.NONE);
    return new StoredEvent(
        event, row.getLong(2), row.getLong(5), row.getLong(10), row.getBoolean(15));
  }
}
