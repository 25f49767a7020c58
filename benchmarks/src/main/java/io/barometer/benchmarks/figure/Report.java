package io.barometer.benchmarks.figure;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param name the benchmark's name
 * @param title what it measures, in a few words
 * @param meaning one sentence on what the figures say
 * @param conditions under which they were measured, a sentence each
 * @param subjects ours and the limits
 * @param ratioToLimit ours divided by the limit, in the figure that matters most
 */
public record Report(
    String name,
    String title,
    String meaning,
    List<String> conditions,
    List<Subject> subjects,
    double ratioToLimit,
    List<Aim> aims) {}
