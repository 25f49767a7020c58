/** Tests of expressions. */
@NullMarked
package io.barometer.language.expression;

import org.jspecify.annotations.NullMarked;
