package io.barometer.model.scorecard;

import org.jspecify.annotations.Nullable;

/** What an expression may read of one account on one day. */
public interface Readings {
  /** The metric at this place of the scorecard's metrics; {@link Double#NaN} when it is missing. */
  double metric(int place);

  /** A fact; null when it was not told. */
  @Nullable String fact(String name);

  /** A metric by its name, where metrics have no place; {@link Double#NaN} when it is missing. */
  default double figure(String name) {
    return Double.NaN;
  }

  /** The result of a group, 0 to 100; {@link Double#NaN} when it has none. */
  double group(String name);

  /** The score before adjustments, 0 to 100. */
  double score();

  /** Told by an expression that met a zero divisor. */
  void dividedByZero();
}
