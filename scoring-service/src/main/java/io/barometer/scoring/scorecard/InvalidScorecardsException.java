package io.barometer.scoring.scorecard;

import io.barometer.language.ScorecardProblem;
import java.util.List;
import java.util.stream.Collectors;

/** The service cannot start with these scorecards; the message lists everything to correct. */
public final class InvalidScorecardsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidScorecardsException(String message) {
    super(message);
  }

  InvalidScorecardsException(List<ScorecardProblem> problems) {
    super(
        problems.stream()
            .map(ScorecardProblem::toString)
            .collect(Collectors.joining("\n  ", "Scorecards cannot be used:\n  ", "")));
  }
}
