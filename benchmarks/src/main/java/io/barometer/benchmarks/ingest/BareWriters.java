package io.barometer.benchmarks.ingest;

import io.barometer.benchmarks.servers.Arena;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit: two connections that write prepared rows in transactions of 500, each moving its
 * shard's head with a fence, adding a link to the chain and inserting the rows. It checks, computes
 * and answers nothing.
 */
final class BareWriters implements AutoCloseable {
  private static final int CONNECTIONS = 2;
  private static final int ROWS_PER_TRANSACTION = 500;

  private final List<Connection> connections = new ArrayList<>();
  private final long[] heads = new long[BareTables.SHARDS];

  BareWriters(Arena arena) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection connection = arena.superuser();
      connection.setAutoCommit(false);
      connections.add(connection);
    }
  }

  /** Writes all rows; returns when they are durable. */
  void write(List<BareRow> rows, RowInsert insert) throws Exception {
    List<Callable<Void>> halves = new ArrayList<>();
    int half = rows.size() / CONNECTIONS;
    for (int i = 0; i < CONNECTIONS; i++) {
      int writer = i;
      List<BareRow> part = rows.subList(i * half, (i + 1) * half);
      halves.add(
          () -> {
            write(writer, part, insert);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (Future<Void> written : threads.invokeAll(halves)) {
        written.get();
      }
    }
  }

  private void write(int writer, List<BareRow> rows, RowInsert insert) throws SQLException {
    Connection connection = connections.get(writer);
    int shardsEach = BareTables.SHARDS / CONNECTIONS;
    for (int from = 0; from < rows.size(); from += ROWS_PER_TRANSACTION) {
      int turn = from / ROWS_PER_TRANSACTION;
      int shard = writer * shardsEach + turn % shardsEach;
      List<BareRow> batch = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_TRANSACTION));
      fence(connection, shard, batch.size(), batch.getFirst().digest());
      insert.insert(connection, shard, heads[shard] + 1, batch);
      connection.commit();
      heads[shard] += batch.size();
    }
  }

  private void fence(Connection connection, int shard, int rows, byte[] hash) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            with fenced as (
              update bare.shard_head set last_position = ?, last_hash = ?, last_recorded_at = now()
              where shard = ? and last_position = ? returning shard, last_position)
            insert into bare.batch (shard, last_position, first_position, hash, recorded_at)
            select shard, last_position, ?, ?, now() from fenced""")) {
      long before = heads[shard];
      statement.setLong(1, before + rows);
      statement.setBytes(2, hash);
      statement.setInt(3, shard);
      statement.setLong(4, before);
      statement.setLong(5, before + 1);
      statement.setBytes(6, hash);
      if (statement.executeUpdate() != 1) {
        throw new SQLException("the fence did not hold");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
