package io.barometer.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs blocking work in a transaction of the reactive client. Never call it on an event loop. */
public final class Transactions {

  private final Pool pool;

  public Transactions(Pool pool) {
    this.pool = pool;
  }

  /** Runs the work; commits when it returns, rolls back when it throws. */
  public void run(Consumer<Tx> work) {
    call(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /**
   * Runs the work and gives its result back; commits when it returns, rolls back when it throws.
   */
  public <T> T call(Function<Tx, T> work) {
    SqlConnection connection = await(pool.getConnection());
    try {
      var begun = connection.query("BEGIN").execute();
      T result = attempt(connection, work);
      await(begun);
      await(connection.query("COMMIT").execute());
      return result;
    } finally {
      connection.close();
    }
  }

  private static <T> T attempt(SqlConnection connection, Function<Tx, T> work) {
    try {
      var tx = new Tx(connection);
      T result = work.apply(tx);
      tx.settle();
      return result;
    } catch (RuntimeException | Error failure) {
      rollBack(connection, failure);
      throw failure;
    }
  }

  private static void rollBack(SqlConnection connection, Throwable cause) {
    try {
      await(connection.query("ROLLBACK").execute());
    } catch (RuntimeException lost) {
      cause.addSuppressed(lost);
    }
  }

  /** Waits for a future of the reactive client and throws its own exception when it failed. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }
}
