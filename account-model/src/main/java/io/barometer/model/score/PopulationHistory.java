package io.barometer.model.score;

/**
 * The populations of one scorecard day by day: a score of a past day is ranked among the accounts
 * of then. The answer for a day never changes while a scorer uses it.
 */
@FunctionalInterface
public interface PopulationHistory {
  /** Nobody on any day. */
  PopulationHistory NONE = day -> Populations.NONE;

  /** Among whom the score of a day is ranked. */
  Populations on(long day);
}
