package io.barometer.scoring.replay;

import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.population.StoredPopulations;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.scorecard.ActiveModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The two models of a replay, ready to score. */
@ApplicationScoped
class ReplayModels {
  private static final int IN_MEMORY = 50;

  private final ActiveModels models;
  private final Map<String, Scorecard> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Scorecard> eldest) {
          return size() > IN_MEMORY;
        }
      };

  ReplayModels(ActiveModels models) {
    this.models = models;
  }

  /** Both models of a replay. */
  record Pair(AccountScores baseline, AccountScores candidate) {
    /** Both, as they score an account that has children in the live build. */
    Pair over(Family family) {
      return new Pair(family.over(baseline), family.over(candidate));
    }

    /** Whether one of them makes scores of children's scores. */
    boolean rollUp() {
      return baseline.scorer().card().rollUp() != null
          || candidate.scorer().card().rollUp() != null;
    }
  }

  /**
   * Those of a replay, ranked where a model ranks.
   *
   * @param tx the transaction that is open while a score is computed
   */
  Pair of(Supplier<Tx> tx, ReplayRow replay) {
    int days = replay.span().days();
    return new Pair(
        among(tx, replay.tenantId(), card(replay.baseline()), days),
        among(tx, replay.tenantId(), card(replay.candidate()), days));
  }

  private AccountScores among(Supplier<Tx> tx, String tenantId, Scorecard card, int days) {
    AccountScores scores = models.ready(card);
    return scores.scorer().ranks()
        ? scores.among(new StoredPopulations(tx, tenantId, card.hash(), days))
        : scores;
  }

  /** The model of a canonical form that was kept; those asked for last are not parsed again. */
  Scorecard card(String canonical) {
    synchronized (known) {
      return known.computeIfAbsent(canonical, ReplayModels::parsed);
    }
  }

  private static Scorecard parsed(String canonical) {
    return switch (ScorecardReader.read("replay", canonical)) {
      case ScorecardReading.Accepted(ModelFile file) -> file.card();
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new IllegalStateException("a replayed model cannot be used any more: " + problems);
    };
  }
}
