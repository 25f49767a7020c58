package io.barometer.scoring.history;

import io.barometer.edge.Violations;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import io.barometer.proto.scoring.v1.ListCorrectionsResponse;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells what retractions and corrections did to the scores of an account. */
@ApplicationScoped
public class CorrectionReader {
  private static final int CORRECTIONS = 100;
  private static final int SCORES = 100;

  private final TenantReads reads;
  private final ActiveModels models;

  CorrectionReader(TenantReads reads, ActiveModels models) {
    this.reads = reads;
    this.models = models;
  }

  /** Answers the call; blocks. */
  public ListCorrectionsResponse list(String tenantId, ListCorrectionsRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    violations.throwIfAny();
    return reads.read(
        tenantId,
        tx -> {
          StoredHistories.one(tx, request.getAccountId());
          String score = models.of(tx, tenantId).named(request.getScoreName()).name();
          var response = ListCorrectionsResponse.newBuilder();
          WithdrawnScores.newestFirst(tx, request.getAccountId(), score, CORRECTIONS)
              .forEach(change -> response.addCorrections(correction(change)));
          return response.build();
        });
  }

  private static Correction correction(ScoreChanged change) {
    Withdrawal all = change.getWithdrawal();
    var correction =
        Correction.newBuilder()
            .setAfter(change.getCurrent().getScore())
            .setWithdrawal(
                Withdrawal.newBuilder()
                    .setRetraction(all.getRetraction())
                    .setCount(all.getCount())
                    .addAllScores(all.getScoresList().stream().limit(SCORES).toList()));
    if (change.hasPrevious()) {
      correction.setBefore(change.getPrevious());
    }
    return correction.build();
  }
}
