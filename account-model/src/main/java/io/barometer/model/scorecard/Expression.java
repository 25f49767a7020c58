package io.barometer.model.scorecard;

import java.util.Set;

/**
 * A compiled expression over an account's metrics and facts. Two are equal when their sources are.
 */
public interface Expression {
  /** The text it was compiled from, in its canonical spelling. */
  String source();

  /** The metrics it reads. */
  Set<String> metrics();

  /** The facts it reads. */
  Set<String> facts();

  /** The groups it reads. */
  Set<String> groups();

  /** Whether a divisor could be 0 in it. */
  boolean mayDivideByZero();

  /**
   * From this value of a metric on the result stays the same; {@link Double#POSITIVE_INFINITY} when
   * it never does, or nobody knows.
   */
  double constantFrom(String metric);

  /** The number, or 1 for yes and 0 for no; {@link Double#NaN} when it is missing. */
  double value(Readings readings);

  /** Whether it is a condition that holds; a missing one does not. */
  default boolean holds(Readings readings) {
    return value(readings) == 1;
  }
}
