package io.barometer.scoring.scorecard;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.whatif.ModelSettings;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.population.StoredPopulations;
import io.barometer.scoring.score.AccountScores;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Models that somebody supposes: other ones, files, or the one in effect with other numbers. */
@ApplicationScoped
public class SupposedModels {
  private final ActiveModels models;

  SupposedModels(ActiveModels models) {
    this.models = models;
  }

  /** The scorecard of a file in a field; notes every mistake at its line and column. */
  public static Optional<Scorecard> file(String field, String yaml, Violations violations) {
    return ModelChecks.model(field, yaml, violations).map(ModelFile::card);
  }

  /**
   * What computes a score under a supposition.
   *
   * @param inEffect what computes it without
   * @param prefix of the fields that violations are noted at
   * @throws Refusal NOT_FOUND when there is no such model; FAILED_PRECONDITION when it ranks among
   *     accounts of which nobody knows where they would stand
   */
  public AccountScores of(
      Tx tx,
      String tenantId,
      AccountScores inEffect,
      SupposedModel supposed,
      String prefix,
      Violations violations) {
    AccountScores named =
        supposed.model().map(model -> models.under(tx, tenantId, model)).orElse(inEffect);
    Scorecard base = supposed.file().orElse(named.scorer().card());
    sameScore(inEffect, base, prefix, violations);
    return switch (supposed.settings().applied(base)) {
      case ModelSettings.Outcome.Accepted(Scorecard card) when card == named.scorer().card() ->
          named;
      case ModelSettings.Outcome.Accepted(Scorecard card) ->
          scores(tx, tenantId, card, named, supposed);
      case ModelSettings.Outcome.Rejected rejected -> {
        rejected
            .violations()
            .forEach(
                one ->
                    violations.add(
                        prefix + one.path(), ModelChecks.reason(one.reason()), one.message()));
        yield named;
      }
    };
  }

  private static void sameScore(
      AccountScores inEffect, Scorecard base, String prefix, Violations violations) {
    if (!base.score().equals(inEffect.name())) {
      violations.add(
          prefix + "model",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "gives the score \"%s\", but \"%s\" is asked for"
              .formatted(base.score(), inEffect.name()));
    }
  }

  /** Other bands leave the averages as they are, and so the populations of the model. */
  private static AccountScores scores(
      Tx tx, String tenantId, Scorecard card, AccountScores named, SupposedModel supposed) {
    var scores = new AccountScores(Scorer.of(card), ModelRefs.of(card));
    if (!scores.scorer().ranks()) {
      return scores;
    }
    if (supposed.file().isPresent() || !supposed.settings().weights().isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message(
              "The model ranks accounts, and where the others would stand under it is not known: only"
                  + " a model that is or was in effect has populations. Suppose other bands, or other"
                  + " events.")
          .meta("state", "ranked");
    }
    return scores.among(new StoredPopulations(() -> tx, tenantId, named.model().getHash()));
  }

  /** Whether the histories that are kept in days have all that a scorecard reads. */
  public boolean kept(Tx tx, String tenantId, Scorecard card) {
    var live = tx.query("select live_version from scoring.projection where name = 'scoring'");
    return FoldedModels.read(tx, live.iterator().next().getInteger(0)).keep(tenantId, card);
  }
}
