/** Expressions: parsed and type-checked by CEL, proved, and compiled to readers of metrics. */
@NullMarked
package io.barometer.language.expression;

import org.jspecify.annotations.NullMarked;
