package io.barometer.model.scorecard;

/**
 * What to do with an input whose metric is missing. There is no silent zero: every input says it.
 */
public sealed interface MissingPolicy {

  /** Leave it out; the other inputs share its weight in proportion to theirs. */
  record Exclude() implements MissingPolicy {}

  /** Count it as 0. */
  record Zero() implements MissingPolicy {}

  /** Count it as {@code value}, 0 to 1. */
  record Neutral(double value) implements MissingPolicy {}

  /** Give no score at all. */
  record Unknown() implements MissingPolicy {}
}
