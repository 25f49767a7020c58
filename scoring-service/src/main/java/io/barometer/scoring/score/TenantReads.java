package io.barometer.scoring.score;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Works as one tenant: row-level security shows that tenant's rows and nobody else's. Blocks. */
@ApplicationScoped
public class TenantReads {
  private final Transactions transactions;

  TenantReads(Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Runs work that changes rows of the tenant in one transaction that sees no others. */
  public <T> T change(String tenantId, Function<Tx, T> work) {
    return read(tenantId, work);
  }

  /** Runs reading work in one transaction that sees the tenant's rows only. */
  public <T> T read(String tenantId, Function<Tx, T> work) {
    return transactions.call(
        tx -> {
          tx.send("select set_config('barometer.tenant', $1, true)", Tuple.of(tenantId));
          return work.apply(tx);
        });
  }
}
