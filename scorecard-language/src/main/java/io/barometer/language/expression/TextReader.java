package io.barometer.language.expression;

import io.barometer.model.scorecard.Readings;
import org.jspecify.annotations.Nullable;

/** Reads a text; null when it is missing. */
interface TextReader {
  @Nullable String read(Readings readings);
}
