package io.barometer.model.score;

import java.util.List;

/**
 * Why a score is what it is, and what changed it since another day.
 *
 * @param assessment the score, and what is said with it
 * @param compared the score on the day of comparison, with what is known now
 * @param contributions one per input, in the order of the scorecard; then what adjusted the score
 * @param drivers what moved the score most, strongest first, at most three; then what keeps it low,
 *     at most two
 */
public record Explanation(
    Assessment assessment, Score compared, List<Contribution> contributions, List<Driver> drivers) {

  public Explanation {
    contributions = List.copyOf(contributions);
    drivers = List.copyOf(drivers);
  }

  /** The score. */
  public Score score() {
    return assessment.score();
  }
}
