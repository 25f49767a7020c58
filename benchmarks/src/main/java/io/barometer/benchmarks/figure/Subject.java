package io.barometer.benchmarks.figure;

import java.util.List;

/**
 * Something that was measured: a way through Barometer, or a limit beside it.
 *
 * @param key its name for programs
 * @param label its name for people
 * @param limit whether it is what the machine can do without Barometer
 */
public record Subject(String key, String label, boolean limit, List<Figure> figures) {}
