package io.barometer.model.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * A figure made of other metrics and of facts by an expression. Missing when the expression is, and
 * when it is not finite; when a divisor is 0, {@code whenZero}, and missing without it.
 *
 * @param whenZero the value for a zero divisor; null for none
 */
public record Derived(
    String name, String title, String unit, Expression expression, @Nullable Double whenZero)
    implements Metric {}
