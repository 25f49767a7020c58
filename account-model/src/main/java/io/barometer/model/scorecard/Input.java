package io.barometer.model.scorecard;

/**
 * A metric's part in a dimension.
 *
 * @param metric name of a metric of the scorecard
 * @param weight percent of the dimension, 1 to 100; those of a dimension add up to 100
 */
public record Input(String metric, int weight, Normaliser normaliser, MissingPolicy missing)
    implements Part {}
