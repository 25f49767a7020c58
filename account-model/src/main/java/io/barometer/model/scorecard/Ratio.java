package io.barometer.model.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * factor × numerator / denominator. Missing when one of the two is; when the denominator is 0,
 * {@code whenZero}, and missing without it; also when the result is not finite.
 *
 * @param numerator name of a metric of the scorecard
 * @param denominator name of a metric of the scorecard
 * @param factor finite, not 0; usually 1
 * @param whenZero the value for a zero denominator; null for none
 */
public record Ratio(
    String name,
    String title,
    String unit,
    String numerator,
    String denominator,
    double factor,
    @Nullable Double whenZero)
    implements Metric {}
