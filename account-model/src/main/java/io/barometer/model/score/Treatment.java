package io.barometer.model.score;

/** What was done with an input. */
public enum Treatment {
  /** Its metric had a value, which was counted. */
  COUNTED,
  /** Missing: left out, its weight shared by the others. */
  EXCLUDED,
  /** Missing: counted as 0. */
  ZERO,
  /** Missing: counted as the value that the scorecard names. */
  NEUTRAL,
  /** Missing: there is no score for that reason. */
  UNKNOWN;

  /** Whether the input takes part in the score. */
  boolean counts() {
    return switch (this) {
      case COUNTED, ZERO, NEUTRAL -> true;
      case EXCLUDED, UNKNOWN -> false;
    };
  }
}
