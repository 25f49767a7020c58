package io.barometer.model.scorecard;

/** Days since the signal was first seen, 0 on the day itself. Missing until it has been seen. */
public record Age(String name, String title, String unit, String signal) implements Metric {}
