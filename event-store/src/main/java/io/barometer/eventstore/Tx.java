package io.barometer.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An open transaction, for one thread that may block. {@link #send} lets statements travel
 * together: they run in the order in which they were sent, and the transaction does not commit
 * before all of them have succeeded.
 */
public final class Tx {

  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();

  Tx(SqlConnection connection) {
    this.connection = connection;
  }

  /** Runs a statement and waits for its rows. Bytes are {@code io.vertx.core.buffer.Buffer}. */
  public RowSet<Row> query(String sql, Tuple parameters) {
    return Transactions.await(connection.preparedQuery(sql).execute(parameters));
  }

  /** Runs a statement without parameters and waits for its rows. */
  public RowSet<Row> query(String sql) {
    return query(sql, Tuple.tuple());
  }

  /** Runs a statement and tells how many rows it changed. */
  public int update(String sql, Tuple parameters) {
    return query(sql, parameters).rowCount();
  }

  /**
   * Runs one statement for many parameter lists, in one round trip; does nothing for an empty list.
   */
  public void batch(String sql, List<Tuple> parameters) {
    if (!parameters.isEmpty()) {
      Transactions.await(connection.preparedQuery(sql).executeBatch(parameters));
    }
  }

  /** Sends a statement without waiting for it. */
  public Future<RowSet<Row>> send(String sql, Tuple parameters) {
    var answer = connection.preparedQuery(sql).execute(parameters);
    sent.add(answer);
    return answer;
  }

  /**
   * Sends one statement for many parameter lists without waiting for it; does nothing for an empty
   * list.
   */
  public void sendBatch(String sql, List<Tuple> parameters) {
    if (!parameters.isEmpty()) {
      sent.add(connection.preparedQuery(sql).executeBatch(parameters));
    }
  }

  /**
   * Runs work that may fail without spoiling the transaction: when it throws, its statements are
   * undone.
   */
  public <T> T savepoint(Supplier<T> work) {
    settle();
    query("SAVEPOINT attempt");
    try {
      T result = work.get();
      settle();
      query("RELEASE SAVEPOINT attempt");
      return result;
    } catch (RuntimeException failure) {
      sent.clear();
      query("ROLLBACK TO SAVEPOINT attempt");
      throw failure;
    }
  }

  /** Waits for everything that was sent. */
  public void settle() {
    sent.forEach(Transactions::await);
    sent.clear();
  }
}
