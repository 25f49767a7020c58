package io.barometer.scoring.scorecard;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets accounts be ranked in populations that every shard has written: until then a population of
 * some shards would give other ranks an instant later. A complete one stays as it is.
 */
@ApplicationScoped
public class CompletePopulations {
  private final Transactions transactions;

  CompletePopulations(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** Marks what has become complete, and has the accounts of those tenants scored anew. Blocks. */
  public void look() {
    transactions.run(
        tx -> {
          Set<String> tenants = mark(tx);
          tenants.forEach(tenant -> ModelTables.lock(tx, tenant));
          tenants.forEach(tenant -> ModelTables.count(tx, tenant));
        });
  }

  private static Set<String> mark(Tx tx) {
    Set<String> tenants = new TreeSet<>();
    for (Row row :
        tx.query(
            """
            with growing as (
              select distinct tenant_id, model_hash, day from scoring.population where not complete),
            done as (
              select g.tenant_id, g.model_hash, g.day
              from growing g join scoring.population p using (tenant_id, model_hash, day)
              where p.segment = ''
              group by 1, 2, 3 having count(*) = (select shards from scoring.installation))
            update scoring.population p set complete = true from done d
            where p.tenant_id = d.tenant_id and p.model_hash = d.model_hash and p.day = d.day
              and not p.complete
            returning p.tenant_id
            """,
            Tuple.tuple())) {
      tenants.add(row.getString(0));
    }
    return tenants;
  }
}
