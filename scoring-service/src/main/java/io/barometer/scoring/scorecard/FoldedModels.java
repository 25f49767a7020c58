package io.barometer.scoring.scorecard;

import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.scorecard.Scorecard;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models whose derived signals the histories of a build keep, {@code scoring.folded_model}. A
 * build never keeps less than the one before it.
 */
public final class FoldedModels {
  /** Stands for every tenant. */
  public static final String EVERYBODY = "";

  private final Set<Folded> models;
  private final Map<String, DerivedSignals> signals = new ConcurrentHashMap<>();

  /** A model that is folded for a tenant. */
  private record Folded(String tenantId, Scorecard card) {}

  private FoldedModels(Set<Folded> models) {
    this.models = models;
  }

  /** Those of a build, as far as the transaction sees them. */
  public static FoldedModels read(Tx tx, int version) {
    Set<Folded> models = new HashSet<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, canonical from scoring.folded_model where projection_version = $1
            """,
            Tuple.of(version))) {
      models.add(new Folded(row.getString(0), card(row.getString(1))));
    }
    return new FoldedModels(models);
  }

  private static Scorecard card(String canonical) {
    return switch (ScorecardReader.read("folded", canonical)) {
      case ScorecardReading.Accepted(ModelFile file) -> file.card();
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new IllegalStateException("a folded model cannot be read any more: " + problems);
    };
  }

  /** Writes them as those of a build. */
  public void write(Tx tx, int version) {
    for (Folded folded : models) {
      tx.query(
          """
          insert into scoring.folded_model (projection_version, tenant_id, hash, canonical)
          values ($1, $2, $3, $4) on conflict do nothing
          """,
          Tuple.of(version, folded.tenantId(), folded.card().hash(), folded.card().canonical()));
    }
  }

  /** The same with a model more, if it needs more. */
  public FoldedModels with(String tenantId, Scorecard card) {
    if (keep(tenantId, card)) {
      return this;
    }
    Set<Folded> more = new HashSet<>(models);
    more.add(new Folded(tenantId, card));
    return new FoldedModels(more);
  }

  /** What is added to the histories of a tenant's accounts. */
  public DerivedSignals of(String tenantId) {
    return signals.computeIfAbsent(
        tenantId,
        tenant -> {
          List<Scorecard> cards = new ArrayList<>();
          for (Folded folded : models) {
            if (folded.tenantId().equals(EVERYBODY) || folded.tenantId().equals(tenant)) {
              cards.add(folded.card());
            }
          }
          return DerivedSignals.of(cards);
        });
  }

  /** Whether a tenant's histories keep what a model needs. */
  public boolean keep(String tenantId, Scorecard card) {
    return of(tenantId).keys().containsAll(DerivedSignals.of(List.of(card)).keys());
  }

  /** Whether these keep all that others keep. */
  public boolean cover(FoldedModels others) {
    return others.models.stream().allMatch(folded -> keep(folded.tenantId(), folded.card()));
  }
}
