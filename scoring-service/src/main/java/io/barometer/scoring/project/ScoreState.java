package io.barometer.scoring.project;

import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.scoring.score.AccountScores;
import org.jspecify.annotations.Nullable;

/** What the projection has in memory of one score of an account. */
final class ScoreState {
  final AccountScores scores;
  final ScoreLine line;

  /** The last score told; null before the first. */
  @Nullable AccountScore told;

  /** What the score row holds; null when there is none. */
  @Nullable AccountScore stored;

  Movement movement = Movement.SETTLED;
  Movement storedMovement = Movement.SETTLED;

  ScoreState(AccountScores scores) {
    this.scores = scores;
    this.line = new ScoreLine(scores.scorer());
  }

  /** The same score, from now on with another model. */
  ScoreState with(AccountScores others) {
    var state = new ScoreState(others);
    state.told = told;
    state.stored = stored;
    state.movement = movement;
    state.storedMovement = storedMovement;
    return state;
  }
}
