package io.barometer.model.history;

/**
 * The most active actor of a window; among equals the one whose name comes first.
 *
 * @param name the actor
 * @param count observations by this actor in the window, at least 1
 * @param total observations by any named actor in the window, at least {@code count}
 * @param lastDay the last day in the window on which this actor did something
 */
public record TopActor(String name, long count, long total, long lastDay) {}
