package io.barometer.model.score;

/** The direction of a change. */
public enum Direction {
  /** One of the two scores is missing. */
  UNKNOWN,
  /** Up by more than 5.0 points. */
  UP,
  /** Within 5.0 points, both ends included. */
  STABLE,
  /** Down by more than 5.0 points. */
  DOWN
}
