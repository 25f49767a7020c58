package io.barometer.scoring.replay;

import io.barometer.eventstore.Transactions;
import io.barometer.model.scorecard.Scorecard;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;

/** Replays that wait until histories keep what their candidates need. */
@ApplicationScoped
public class WaitingReplays {
  private final Transactions transactions;
  private final ReplayModels models;

  WaitingReplays(@ReactiveDataSource("worker") Pool pool, ReplayModels models) {
    this.transactions = new Transactions(pool);
    this.models = models;
  }

  /** Hands over their candidates, each with its tenant; blocks. */
  public void unready(BiConsumer<String, Scorecard> reader) {
    transactions.run(
        tx ->
            ReplayTable.waiting(
                tx, (tenant, candidate) -> reader.accept(tenant, models.card(candidate))));
  }
}
