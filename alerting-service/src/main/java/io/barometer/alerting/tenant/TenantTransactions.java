package io.barometer.alerting.tenant;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Transactions that see one tenant's rows only. */
@ApplicationScoped
public class TenantTransactions {

  private final Transactions transactions;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TenantTransactions(Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Runs blocking work in a transaction, on a virtual thread. */
  public <T> Uni<T> run(String tenantId, Function<Tx, T> work) {
    return Uni.createFrom().item(() -> call(tenantId, work)).runSubscriptionOn(threads);
  }

  /** Runs blocking work in a transaction, on this thread, which must not be an event loop. */
  public <T> T call(String tenantId, Function<Tx, T> work) {
    return transactions.call(
        tx -> {
          tx.query("select set_config('barometer.tenant', $1, true)", Tuple.of(tenantId));
          return work.apply(tx);
        });
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
