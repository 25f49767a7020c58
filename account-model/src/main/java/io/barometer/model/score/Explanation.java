package io.barometer.model.score;

import java.util.List;

/**
 * Why a score is what it is, and what changed it since another day.
 *
 * @param score the score
 * @param compared the score on the day of comparison, with what is known now
 * @param contributions one per input, in the order of the scorecard
 * @param drivers what moved the score most, strongest first, at most three; then what keeps it low,
 *     at most two
 */
public record Explanation(
    Score score, Score compared, List<Contribution> contributions, List<Driver> drivers) {

  public Explanation {
    contributions = List.copyOf(contributions);
    drivers = List.copyOf(drivers);
  }
}
