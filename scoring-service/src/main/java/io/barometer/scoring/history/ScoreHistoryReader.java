package io.barometer.scoring.history;

import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.portfolio.BandSummaries;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells an account's scores day by day. */
@ApplicationScoped
public class ScoreHistoryReader {
  private final TenantReads reads;
  private final ActiveModels models;

  ScoreHistoryReader(TenantReads reads, ActiveModels models) {
    this.reads = reads;
    this.models = models;
  }

  /** Answers the call; blocks. */
  public GetScoreHistoryResponse get(String tenantId, GetScoreHistoryRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    DayRange range = DayRange.of(request, violations);
    if (request.getBasis() == HistoryBasis.UNRECOGNIZED) {
      violations.add(
          "basis", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "must be KNOWN_NOW or AS_PUBLISHED");
    }
    violations.throwIfAny();
    return reads.read(
        tenantId,
        tx -> {
          AccountScores scores = models.of(tx, tenantId).named(request.getScoreName());
          return GetScoreHistoryResponse.newBuilder()
              .addAllPoints(points(tx, request, range, scores))
              .addAllBands(BandSummaries.empty(scores.scorer().card()))
              .build();
        });
  }

  private static List<ScorePoint> points(
      Tx tx, GetScoreHistoryRequest request, DayRange range, AccountScores scores) {
    StoredHistory stored = StoredHistories.one(tx, request.getAccountId());
    DayRange.Days days = range.known(Moments.read(tx).of(stored.shard()).day());
    return request.getBasis() == HistoryBasis.HISTORY_BASIS_AS_PUBLISHED
        ? published(PublishedScores.read(tx, request.getAccountId(), scores.name(), days), days)
        : knownNow(scores, stored.history(), days);
  }

  private static List<ScorePoint> knownNow(
      AccountScores scores, AccountHistory history, DayRange.Days days) {
    List<ScorePoint> points = new ArrayList<>();
    for (long day = days.first(); day <= days.last(); day++) {
      points.add(point(day, Protos.value(scores.scorer().score(history, day))));
    }
    return points;
  }

  /** A score told on one day stands until the next one is told; before the first there is none. */
  private static List<ScorePoint> published(TreeMap<Long, ScoreValue> told, DayRange.Days days) {
    List<ScorePoint> points = new ArrayList<>();
    for (long day = days.first(); day <= days.last(); day++) {
      Map.Entry<Long, ScoreValue> standing = told.floorEntry(day);
      if (standing != null) {
        points.add(point(day, standing.getValue()));
      }
    }
    return points;
  }

  private static ScorePoint point(long day, ScoreValue score) {
    return ScorePoint.newBuilder().setDate(Protos.date(day)).setScore(score).build();
  }
}
