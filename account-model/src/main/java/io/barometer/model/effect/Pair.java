package io.barometer.model.effect;

/**
 * A treated account and its like.
 *
 * @param change of its score, in tenths
 * @param others how many untreated accounts are like it, 1 to 5
 * @param otherChange the mean change of theirs, in tenths
 */
public record Pair(String accountId, long day, int change, int others, double otherChange) {
  /** How much more the treated account gained. */
  double difference() {
    return change - otherChange;
  }
}
