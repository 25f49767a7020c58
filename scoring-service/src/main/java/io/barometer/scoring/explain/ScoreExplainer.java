package io.barometer.scoring.explain;

import io.barometer.edge.Violations;
import io.barometer.model.history.Day;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Treatment;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.AsOf;
import io.barometer.scoring.score.ConnectedSignals;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;

/** Tells why a score is what it is. */
@ApplicationScoped
public class ScoreExplainer {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 3_650;

  private final TenantReads reads;
  private final AccountScores scores;
  private final ScoreReader reader;

  ScoreExplainer(TenantReads reads, AccountScores scores, ScoreReader reader) {
    this.reads = reads;
    this.scores = scores;
    this.reader = reader;
  }

  /** Answers the call; blocks. */
  public ExplainScoreResponse explain(String tenantId, ExplainScoreRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    RequestFields.range("compare_days", request.getCompareDays(), 0, MAX_DAYS, violations);
    AsOf asOf = AsOf.of(request.hasAsOfTime(), request.getAsOfTime(), violations);
    violations.throwIfAny();
    int days = request.getCompareDays() == 0 ? DEFAULT_DAYS : request.getCompareDays();
    return reads.read(
        tenantId,
        tx -> {
          StoredHistory stored = StoredHistories.one(tx, request.getAccountId());
          Moment moment = Moments.read(tx).of(stored.shard());
          Set<String> connected = ConnectedSignals.read(tx);
          return explain(stored, connected, moment, asOf.at(moment.clock()), days);
        });
  }

  private ExplainScoreResponse explain(
      StoredHistory stored, Set<String> connected, Moment moment, Instant time, int days) {
    long day = Day.of(time);
    Explanation explanation =
        scores.scorer().connectedTo(connected).explain(stored.history(), day, day - days);
    var response =
        ExplainScoreResponse.newBuilder()
            .setScore(reader.computed(stored, moment, time))
            .setCompared(Protos.value(explanation.compared()))
            .setComparedDate(Protos.date(day - days));
    explanation.contributions().forEach(part -> response.addContributions(message(part)));
    return response.build();
  }

  private static Contribution message(io.barometer.model.score.Contribution part) {
    var message =
        Contribution.newBuilder()
            .setDimension(part.dimension())
            .setMetric(part.metric())
            .setTitle(part.title())
            .setUnit(part.unit())
            .setWeightPercent(part.weightPercent())
            .setEffectiveWeightPercent(part.effectiveWeightPercent())
            .setTenths(part.tenths())
            .setPossibleTenths(part.possibleTenths())
            .setMissing(missing(part.treatment()))
            .setChangeTenths(part.changeTenths())
            .setText(part.text());
    part.value().ifPresent(message::setValue);
    part.normalised().ifPresent(message::setNormalised);
    part.comparedValue().ifPresent(message::setComparedValue);
    return message.build();
  }

  private static String missing(Treatment treatment) {
    return switch (treatment) {
      case COUNTED -> "";
      case EXCLUDED -> "excluded";
      case ZERO -> "zero";
      case NEUTRAL -> "neutral";
      case UNKNOWN -> "unknown";
    };
  }
}
