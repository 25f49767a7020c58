package io.barometer.model.scorecard;

/** Among which accounts a rank is taken. */
public enum Within {
  /** All accounts of the tenant. */
  PORTFOLIO,
  /** Those of the same segment. */
  SEGMENT
}
