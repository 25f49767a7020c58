package io.barometer.scoring.scorecard;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.GetTrialRequest;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.TenantReads;
import io.grpc.Status;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells both models of a trial side by side, from the current scores. Blocks. */
@ApplicationScoped
public class TrialReader {
  private static final int MAX_NAME = 200;
  private static final int MOST_ACCOUNTS = 1_000;

  private final TenantReads reads;
  private final TenantModels models;

  TrialReader(TenantReads reads, TenantModels models) {
    this.reads = reads;
    this.models = models;
  }

  /** Answers the call. */
  public GetTrialResponse get(String tenantId, GetTrialRequest request) {
    var violations = new Violations();
    RequestFields.text("score_name", request.getScoreName(), MAX_NAME, violations);
    RequestFields.range("most_accounts", request.getMostAccounts(), 0, MOST_ACCOUNTS, violations);
    violations.throwIfAny();
    String name = request.getScoreName().isEmpty() ? Scorecard.HEALTH : request.getScoreName();
    return reads.read(tenantId, tx -> get(tx, tenantId, name, request.getMostAccounts()));
  }

  private GetTrialResponse get(Tx tx, String tenantId, String name, int mostAccounts) {
    ScoreModels score = models.fold(ModelTables.events(tx, tenantId)).score(name);
    ScoreModels.OnTrial trial =
        score
            .trial()
            .orElseThrow(
                () ->
                    Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
                        .message("No model is on trial for the score \"" + name + "\".")
                        .meta("score_name", name));
    ModelRef inEffect = score.inEffect().orElseThrow().model();
    var figures =
        new TrialFigures(
            models.compiled(tx, tenantId, inEffect.getHash()).card(),
            models.compiled(tx, tenantId, trial.model().getHash()).card(),
            account ->
                Trial.takes(
                    new AccountKey(tenantId, account),
                    trial.model().getHash(),
                    trial.sharePercent()),
            mostAccounts);
    for (Row row :
        tx.query(
            """
            select account_id, name, model_hash, tenths, band, beside_hash, beside_tenths, beside_band, change_30d
            from scoring.score where projection_version = $1 and score_name = $2
            """,
            Tuple.of(StoredHistories.version(tx), name))) {
      figures.add(TrialFigures.Scored.of(row));
    }
    return figures.message().setTrial(ModelMessages.trial(trial)).setModel(inEffect).build();
  }
}
