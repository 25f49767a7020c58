package io.barometer.scoring.score;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.model.history.Day;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreResponse;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.View;
import io.barometer.scoring.scorecard.ActiveModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells one account's score, now or at a moment in the past. */
@ApplicationScoped
public class ScoreReader {
  private final TenantReads reads;
  private final ScoreRows rows;
  private final ActiveModels models;
  private final Lookback lookback;

  ScoreReader(TenantReads reads, ScoreRows rows, ActiveModels models, Lookback lookback) {
    this.reads = reads;
    this.rows = rows;
    this.models = models;
    this.lookback = lookback;
  }

  /** Answers the call; blocks. */
  public GetScoreResponse get(String tenantId, GetScoreRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    View view = View.of(request, violations);
    violations.throwIfAny();
    AccountScore score =
        view.isNow()
            ? current(tenantId, request)
            : lookback.look(
                tenantId,
                request.getAccountId(),
                request.getScoreName(),
                view,
                sight -> computed(sight.scores(), sight.stored(), sight.moment(), sight.time()));
    return GetScoreResponse.newBuilder().setScore(score).build();
  }

  private AccountScore current(String tenantId, GetScoreRequest request) {
    String accountId = request.getAccountId();
    String name =
        reads.read(tenantId, tx -> models.of(tx, tenantId).named(request.getScoreName()).name());
    ScoreRow row =
        rows.find(tenantId, accountId, name).orElseThrow(() -> StoredHistories.unknown(accountId));
    Moment moment = reads.read(tenantId, Moments::read).of(row.shard);
    return at(stored(row.detail), moment, moment.clock());
  }

  /** One score of a history at a moment. */
  public static AccountScore computed(
      AccountScores scores, StoredHistory stored, Moment moment, Instant time) {
    long day = Day.of(time);
    var line = new ScoreLine(scores.scorer());
    return at(scores.of(stored.accountId(), stored.history(), line, day), moment, time);
  }

  /** Completes a score with the moment it stands for. */
  public static AccountScore at(AccountScore.Builder score, Moment moment, Instant time) {
    return score
        .setAsOfTime(ProtoTime.timestamp(time))
        .setShard(moment.shard())
        .setPosition(moment.position())
        .build();
  }

  /** A score as its row keeps it. */
  public static AccountScore.Builder stored(byte[] detail) {
    try {
      return AccountScore.newBuilder().mergeFrom(detail);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a score row cannot be read", damaged);
    }
  }
}
