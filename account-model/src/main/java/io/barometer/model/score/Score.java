package io.barometer.model.score;

import java.util.OptionalInt;

/**
 * An account's score at the end of a UTC day.
 *
 * @param day days since 1970-01-01
 * @param tenths tenths of a point, 0 to 1000; empty when the band is {@code Unknown}
 * @param band name of the band, or {@code Unknown}
 * @param coveragePercent share of the weight that had data, 0 to 100, rounded down
 */
public record Score(long day, OptionalInt tenths, String band, int coveragePercent) {

  /** Whether there is a score. */
  public boolean known() {
    return tenths.isPresent();
  }
}
