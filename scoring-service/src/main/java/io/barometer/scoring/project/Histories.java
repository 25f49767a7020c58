package io.barometer.scoring.project;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.scoring.scorecard.FoldedModels;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Sees to it that histories keep the derived signals of models. Blocks. */
@ApplicationScoped
public class Histories {
  private final Transactions transactions;
  private final Rebuild rebuild;

  Histories(@ReactiveDataSource("worker") Pool pool, Rebuild rebuild) {
    this.transactions = new Transactions(pool);
    this.rebuild = rebuild;
  }

  /** A model that a tenant's histories have to keep; {@link FoldedModels#EVERYBODY}: all do. */
  public record Wanted(String tenantId, Scorecard card) {}

  /** Whether the live build keeps it. */
  public boolean keep(Wanted wanted) {
    return transactions.call(tx -> folded(tx).keep(wanted.tenantId(), wanted.card()));
  }

  /**
   * Makes histories keep these: at once where there are none yet, else by building all of them
   * again.
   */
  public void widen(Iterable<Wanted> models) throws InterruptedException {
    boolean missing = false;
    for (Wanted wanted : models) {
      missing |= !transactions.<Boolean>call(tx -> beginWith(tx, wanted));
    }
    if (missing) {
      rebuild.widen(models);
    }
  }

  private static boolean beginWith(Tx tx, Wanted wanted) {
    RebuildTables.hold(tx);
    int version = ShardTables.live(tx).version();
    FoldedModels folded = folded(tx);
    if (folded.keep(wanted.tenantId(), wanted.card())) {
      return true;
    }
    if (begun(tx, version, wanted.tenantId())) {
      return false;
    }
    folded.with(wanted.tenantId(), wanted.card()).write(tx, version);
    tx.query("update scoring.projection set models = models + 1 where name = 'scoring'");
    return true;
  }

  private static boolean begun(Tx tx, int version, String tenantId) {
    var rows =
        tx.query(
            """
            select 1 from scoring.account_month
            where projection_version = $1 and ($2 = '' or tenant_id = $2) limit 1
            """,
            Tuple.of(version, tenantId));
    return rows.size() > 0;
  }

  private static FoldedModels folded(Tx tx) {
    return FoldedModels.read(tx, ShardTables.live(tx).version());
  }
}
