package io.barometer.model.whatif;

/**
 * One number of a scorecard, set by name.
 *
 * @param name what is set
 * @param value a weight in percent, or the lowest score of a band in tenths
 */
public record Setting(String name, int value) {}
