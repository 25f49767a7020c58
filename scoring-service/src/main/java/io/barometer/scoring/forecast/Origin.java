package io.barometer.scoring.forecast;

import io.barometer.model.forecast.DailyScores;
import io.barometer.model.forecast.ForecastMethod;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.Assessment;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.BandSet;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.past.Sight;

/**
 * From where a forecast is made: all that it needs of an account.
 *
 * @param scores those that a method looks back on
 * @param bands those that hold for the account on the day
 */
record Origin(Score score, DailyScores scores, BandSet bands, ModelRef model) {

  static Origin of(Sight sight) {
    Scorer scorer = sight.scores().scorer();
    AccountHistory history = sight.stored().history();
    Assessment assessment = scorer.assess(history, sight.day());
    String name = assessment.resolution().bandSet();
    return new Origin(
        assessment.score(),
        Replay.of(scorer).daily(history, sight.day() - ForecastMethod.LOOKS_BACK, sight.day()),
        scorer.card().bandSets().stream()
            .filter(set -> set.name().equals(name))
            .findFirst()
            .orElseThrow(),
        sight.scores().model());
  }

  /** The day from which the forecast is made. */
  long day() {
    return score.day();
  }
}
