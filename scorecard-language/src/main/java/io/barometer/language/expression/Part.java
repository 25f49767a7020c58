package io.barometer.language.expression;

import org.jspecify.annotations.Nullable;

/** A compiled part of an expression. */
sealed interface Part {

  /** A number. {@code constant} is its value when it stands in the file, else NaN. */
  record Numeric(
      NumberReader reader, @Nullable Unit unit, Range range, double constant, String said)
      implements Part {}

  /** A yes or no. */
  record YesNo(NumberReader reader) implements Part {}

  /** A text. {@code constant} is its value when it stands in the file, else null. */
  record Text(TextReader reader, @Nullable String constant) implements Part {}
}
