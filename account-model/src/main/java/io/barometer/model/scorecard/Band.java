package io.barometer.model.scorecard;

/**
 * A named half-open range of scores, in tenths of a point: {@code fromTenths ≤ score <
 * belowTenths}. The highest band ends at 1000 and holds 1000 too.
 */
public record Band(String name, int fromTenths, int belowTenths) {
  /** The name that stands where there is no score. No band may have it. */
  public static final String UNKNOWN = "Unknown";
}
