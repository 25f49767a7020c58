package io.barometer.scoring.score;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.Violations;
import io.barometer.model.history.Day;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells one account's score, now or at a moment in the past. */
@ApplicationScoped
public class ScoreReader {
  private final TenantReads reads;
  private final ScoreRows rows;
  private final AccountScores scores;

  ScoreReader(TenantReads reads, ScoreRows rows, AccountScores scores) {
    this.reads = reads;
    this.rows = rows;
    this.scores = scores;
  }

  /** Answers the call; blocks. */
  public GetScoreResponse get(String tenantId, GetScoreRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    AsOf asOf = AsOf.of(request.hasAsOfTime(), request.getAsOfTime(), violations);
    violations.throwIfAny();
    AccountScore score =
        asOf.now()
            ? current(tenantId, request.getAccountId())
            : computed(tenantId, request.getAccountId(), asOf);
    return GetScoreResponse.newBuilder().setScore(score).build();
  }

  private AccountScore current(String tenantId, String accountId) {
    ScoreRow row =
        rows.find(tenantId, accountId).orElseThrow(() -> StoredHistories.unknown(accountId));
    Moment moment = reads.read(tenantId, Moments::read).of(row.shard);
    return at(stored(row.detail), moment, moment.clock());
  }

  private AccountScore computed(String tenantId, String accountId, AsOf asOf) {
    return reads.read(
        tenantId,
        tx -> {
          StoredHistory stored = StoredHistories.one(tx, accountId);
          Moment moment = Moments.read(tx).of(stored.shard());
          return computed(stored, moment, asOf.at(moment.clock()));
        });
  }

  /** The score of a history at a moment. */
  public AccountScore computed(StoredHistory stored, Moment moment, Instant time) {
    long day = Day.of(time);
    var line = new ScoreLine(scores.scorer());
    return at(scores.of(stored.accountId(), stored.history(), line, day), moment, time);
  }

  /** Completes a score with the moment it stands for. */
  public static AccountScore at(AccountScore.Builder score, Moment moment, Instant time) {
    return score
        .setAsOfTime(Protos.time(time))
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
