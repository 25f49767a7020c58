package io.barometer.model.score;

import java.util.OptionalDouble;

/**
 * A part of a score: an input's, or that of whatever else made or moved the score.
 *
 * @param dimension name of the dimension, with the groups inside it, as in {@code care/voice}; for
 *     other parts what they belong to, for example {@code adjustments}
 * @param metric name of the metric, or of the condition, adjustment or item
 * @param title what people call it
 * @param unit unit of the value; may be empty
 * @param value the metric's value; empty when missing
 * @param normalised the value mapped to 0 … 1; empty when missing
 * @param weightPercent share of the whole score before missing inputs were left out, 0 to 100
 * @param effectiveWeightPercent share after that; 0 when this one was left out, or when there is no
 *     score
 * @param tenths points given, in tenths, negative for what lowered the score; over all parts they
 *     add up to the score; 0 when there is no score
 * @param possibleTenths the most this input could give, in tenths, rounded up; 0 when there is no
 *     score
 * @param treatment what was done with it
 * @param comparedValue the metric's value on the day of comparison; empty when missing
 * @param changeTenths points now minus points then, in tenths; over all parts they add up to the
 *     change of the score; 0 when one of the scores is missing
 * @param text a sentence for people
 */
public record Contribution(
    String dimension,
    String metric,
    String title,
    String unit,
    OptionalDouble value,
    OptionalDouble normalised,
    double weightPercent,
    double effectiveWeightPercent,
    int tenths,
    int possibleTenths,
    Treatment treatment,
    OptionalDouble comparedValue,
    int changeTenths,
    String text) {}
