package io.barometer.language.expression;

import io.barometer.model.scorecard.Readings;

/** Reads a number, or 1 for yes and 0 for no; {@link Double#NaN} when it is missing. */
interface NumberReader {
  double read(Readings readings);
}
