package io.barometer.scoring.explain;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.Release;
import io.barometer.scoring.hierarchy.RolledUpScores;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.ConnectedSignals;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells why a score is what it is. */
@ApplicationScoped
public class ScoreExplainer {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 3_650;

  private final Lookback lookback;

  ScoreExplainer(Lookback lookback) {
    this.lookback = lookback;
  }

  /** Answers the call; blocks. */
  public ExplainScoreResponse explain(String tenantId, ExplainScoreRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    RequestFields.range("compare_days", request.getCompareDays(), 0, MAX_DAYS, violations);
    View view = View.of(request, violations);
    violations.throwIfAny();
    int days = request.getCompareDays() == 0 ? DEFAULT_DAYS : request.getCompareDays();
    return lookback.look(
        tenantId,
        request.getAccountId(),
        request.getScoreName(),
        view,
        sight -> {
          Tx tx = sight.tx();
          AccountScores known = sight.scores().connectedTo(ConnectedSignals.read(tx));
          var response = explain(known, sight.stored(), sight.moment(), sight.time(), days);
          response.addAllReleases(releases(tx, sight.stored().history(), sight.day(), days));
          RolledUpScores.of(known, sight.day()).ifPresent(response::setRolledUp);
          return response.build();
        });
  }

  private static ExplainScoreResponse.Builder explain(
      AccountScores scores, StoredHistory stored, Moment moment, Instant time, int days) {
    long day = Day.of(time);
    Explanation explanation = scores.scorer().explain(stored.history(), day, day - days);
    var line = new ScoreLine(scores.scorer());
    var score = scores.of(stored.accountId(), stored.history(), line, explanation, day);
    var response =
        ExplainScoreResponse.newBuilder()
            .setScore(ScoreReader.at(score, moment, time))
            .setCompared(Protos.value(explanation.compared()))
            .setComparedDate(ProtoDate.date(day - days));
    explanation
        .contributions()
        .forEach(part -> response.addContributions(Contributions.message(part)));
    return response;
  }

  private static Iterable<Release> releases(Tx tx, AccountHistory history, long day, int days) {
    return new Releases()
        .add(StoredHistories.everybody(tx), day - days + 1, day)
        .add(history, day - days + 1, day)
        .messages();
  }
}
