package io.barometer.scoring.scorecard;

import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.scoring.score.PlatformClock;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Lets decided models take effect when their time has come. Every call blocks. */
@ApplicationScoped
public class DueModels {
  private final Transactions transactions;
  private final TenantModels models;
  private final PlatformClock clock;

  DueModels(@ReactiveDataSource("worker") Pool pool, TenantModels models, PlatformClock clock) {
    this.transactions = new Transactions(pool);
    this.models = models;
    this.clock = clock;
  }

  /** Whether any decision has not taken effect. */
  public boolean waiting() {
    return transactions.call(tx -> !nextTimes(tx).isEmpty());
  }

  /** Lets everything take effect that is due; each tenant in a transaction of its own. */
  public void takeEffect() {
    Map<String, Instant> next = transactions.call(DueModels::nextTimes);
    Instant now = transactions.call(clock::now);
    next.forEach(
        (tenant, time) -> {
          if (!time.isAfter(now)) {
            transactions.run(tx -> takeEffect(tx, tenant));
          }
        });
  }

  /** Hands over the models that are due and wait for histories, each with its tenant. */
  public void unready(BiConsumer<String, Scorecard> reader) {
    transactions.run(
        tx -> {
          Instant now = clock.now(tx);
          nextTimes(tx)
              .forEach(
                  (tenant, time) -> {
                    if (!time.isAfter(now)) {
                      unready(tx, tenant, now, reader);
                    }
                  });
        });
  }

  private void unready(Tx tx, String tenantId, Instant now, BiConsumer<String, Scorecard> reader) {
    Registry registry = models.fold(ModelTables.events(tx, tenantId));
    for (ScoreModels score : registry.scores().values()) {
      for (ScoreModels.Pending pending : score.pending()) {
        String hash = pending.model().getHash();
        if (!pending.effectiveTime().isAfter(now) && !models.ready(tx, tenantId, hash)) {
          reader.accept(tenantId, models.compiled(tx, tenantId, hash).card());
        }
      }
    }
  }

  private void takeEffect(Tx tx, String tenantId) {
    ModelTables.lock(tx, tenantId);
    Registry registry = models.fold(ModelTables.events(tx, tenantId));
    var decisions =
        new ModelDecisions(registry, clock.now(tx), hash -> models.ready(tx, tenantId, hash));
    var due = decisions.due();
    if (!due.isEmpty()) {
      ModelTables.append(tx, tenantId, registry, due, ModelTables.Request.NONE, null);
    }
  }

  private static Map<String, Instant> nextTimes(Tx tx) {
    Map<String, Instant> times = new TreeMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, next_time from scoring.model_registry where next_time is not null
            """)) {
      times.put(row.getString(0), row.getOffsetDateTime(1).toInstant());
    }
    return times;
  }
}
