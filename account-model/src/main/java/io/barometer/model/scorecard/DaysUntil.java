package io.barometer.model.scorecard;

/**
 * Days from the day of the score to a date of the profile, negative once it is over. Missing until
 * the fact was told, and while it is no date.
 */
public record DaysUntil(String name, String title, String unit, String fact) implements Metric {}
