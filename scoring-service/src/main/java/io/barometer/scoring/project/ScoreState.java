package io.barometer.scoring.project;

import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.scoring.score.AccountScores;
import org.jspecify.annotations.Nullable;

/** What the projection has in memory of one score of an account. */
final class ScoreState {
  final AccountScores scores;
  final ScoreLine line;

  /** The other model of a trial, which acts on nothing for this account; null without a trial. */
  final @Nullable AccountScores beside;

  /** The last score told; null before the first. */
  @Nullable AccountScore told;

  /** What the score row holds; null when there is none. */
  @Nullable AccountScore stored;

  Movement movement = Movement.SETTLED;
  Movement storedMovement = Movement.SETTLED;

  ScoreState(AccountScores scores, @Nullable AccountScores beside) {
    this.scores = scores;
    this.beside = beside;
    this.line = new ScoreLine(scores.scorer());
  }

  /** The same, taking over what was told and stored of the score under other models. */
  ScoreState after(ScoreState before) {
    told = before.told;
    stored = before.stored;
    movement = before.movement;
    storedMovement = before.storedMovement;
    return this;
  }
}
