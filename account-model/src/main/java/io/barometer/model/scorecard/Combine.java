package io.barometer.model.scorecard;

/** How parts become one. */
public enum Combine {
  /** Σ weight × part / Σ weight. */
  WEIGHTED_MEAN,
  /** Every part counts the same. */
  MEAN,
  /** The worst part; of equals the first. */
  MIN,
  /** The best part; of equals the first. */
  MAX;

  /** Whether weights are read. */
  public boolean weighted() {
    return this == WEIGHTED_MEAN;
  }
}
