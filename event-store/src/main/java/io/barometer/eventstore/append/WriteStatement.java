package io.barometer.eventstore.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Everything of a batch but its events, in one round trip: moves the heads where they are still
 * what the writer believes (the fence), writes the links of the chain, and tells how many heads it
 * moved.
 */
final class WriteStatement {

  private WriteStatement() {}

  static String sql(String schema) {
    return """
    with step as (
      select * from unnest(?, ?, ?, ?, ?) as s(shard, previous, last, hash, recorded)),
    fenced as (
      update %1$s.shard_head h
      set last_position = s.last, last_hash = s.hash, last_recorded_at = %2$s
      from step s where h.shard = s.shard and h.last_position = s.previous
      returning h.shard),
    chain as (
      insert into %1$s.batch (shard, last_position, first_position, hash, recorded_at)
      select shard, last, previous + 1, hash, %2$s from step s
      on conflict do nothing)
    select count(*) from fenced"""
        .formatted(schema, Micros.toTime("s.recorded"));
  }

  static void bind(PreparedStatement statement, Connection connection, List<Batch.Step> steps)
      throws SQLException {
    array(statement, connection, 1, "int4", steps, step -> step.after().shard());
    array(statement, connection, 2, "int8", steps, step -> step.before().lastPosition());
    array(statement, connection, 3, "int8", steps, step -> step.after().lastPosition());
    array(statement, connection, 4, "bytea", steps, step -> step.after().lastHash());
    array(statement, connection, 5, "int8", steps, step -> step.after().lastRecordedMicros());
  }

  private static <T> void array(
      PreparedStatement statement,
      Connection connection,
      int index,
      String type,
      List<T> items,
      Function<T, Object> field)
      throws SQLException {
    boolean bytes = type.equals("bytea");
    Object[] values = items.stream().map(field).toArray(bytes ? byte[][]::new : Object[]::new);
    statement.setArray(index, connection.createArrayOf(type, values));
  }
}
