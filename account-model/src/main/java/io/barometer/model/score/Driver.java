package io.barometer.model.score;

/**
 * A reason for people why a score is what it is.
 *
 * @param metric name of the metric
 * @param text a sentence, for example "active users fell from 12 to 3 in 30 days"
 * @param changeTenths points won or lost by this input since the day of comparison, in tenths
 */
public record Driver(String metric, String text, int changeTenths) {}
