package io.barometer.model.scorecard;

/**
 * A fact of the account that is a number, for example its seats. Missing when it was not told or is
 * no number.
 */
public record FactNumber(String name, String title, String unit, String fact) implements Metric {}
