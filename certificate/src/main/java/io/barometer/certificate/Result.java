package io.barometer.certificate;

import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.List;

/**
 * What came out.
 *
 * @param score the score that counts
 * @param computed what the model computed; another one where a person's word counts
 * @param inputs what it was made of, in the order of the model
 */
public record Result(ScoreValue score, ScoreValue computed, List<Input> inputs) {

  public Result {
    inputs = List.copyOf(inputs);
  }

  /** As the service told it. */
  public static Result told(ExplainScoreResponse explanation) {
    return new Result(
        explanation.getScore().getScore(),
        explanation.getScore().getAssessment().getComputed(),
        explanation.getContributionsList().stream().map(Input::told).toList());
  }

  /** Computed from what an account's events say. */
  static Result computed(Subject subject, Scorecard card, List<PastEvent> events) {
    Viewpoint from = new Viewpoint(subject.asOf(), subject.knownAt(), Scorer.of(card));
    Explanation explanation =
        from.scorer().explain(from.history(events), from.day(), from.day() - 1);
    return new Result(
        value(explanation.score()),
        value(explanation.assessment().computed()),
        explanation.contributions().stream().map(Input::computed).toList());
  }

  private static ScoreValue value(Score score) {
    var value =
        ScoreValue.newBuilder().setBand(score.band()).setCoveragePercent(score.coveragePercent());
    score.tenths().ifPresent(value::setTenths);
    return value.build();
  }
}
