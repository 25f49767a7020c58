package io.barometer.model.scorecard;

/** Days since the signal was last seen, 0 on the day itself. Missing until it has been seen. */
public record TimeSince(String name, String title, String unit, String signal) implements Metric {}
