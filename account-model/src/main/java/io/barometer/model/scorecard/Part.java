package io.barometer.model.scorecard;

/** A part of a dimension: an input, or a group of parts. */
public sealed interface Part permits Input, Dimension {
  /** Percent of what it is a part of; not read where parts are not weighted. */
  int weight();
}
