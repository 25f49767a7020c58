package io.barometer.model.scorecard;

/**
 * How much data a score needs.
 *
 * @param minimumCoverage share of the weight that must have data, 0 to 1
 * @param minimumFreshness share of the weight that must have fresh data, 0 to 1
 * @param freshDays data is fresh for so many days
 */
public record Sufficiency(double minimumCoverage, double minimumFreshness, int freshDays) {
  /** How many days data is fresh for unless the scorecard says. */
  public static final int FRESH_DAYS = 30;

  /** Only a minimum coverage. */
  public static Sufficiency covered(double minimumCoverage) {
    return new Sufficiency(minimumCoverage, 0, FRESH_DAYS);
  }
}
