package io.barometer.model.scorecard;

/** How a parent account is scored from its children. */
public sealed interface RollUp {

  /** The lowest of them. */
  record Worst() implements RollUp {}

  /** Their mean. */
  record Mean() implements RollUp {}

  /** Their mean, weighed by annual recurring revenue. */
  record ArrWeighted() implements RollUp {}

  /** 100 less the percent of them in this band or a lower one. */
  record ShareBelow(String band) implements RollUp {}
}
