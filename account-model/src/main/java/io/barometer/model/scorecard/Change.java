package io.barometer.model.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * A windowed metric divided by itself one window earlier: 1 is "as before", 0.5 "half of it".
 * Missing when one of the two is, and until the signal has been known for two whole windows; when
 * the earlier one is 0, {@code whenZero}, and missing without it.
 *
 * @param of name of a {@link Windowed} metric of the scorecard
 * @param whenZero the value when the earlier window is 0; null for none
 */
public record Change(String name, String title, String unit, String of, @Nullable Double whenZero)
    implements Metric {}
