package io.barometer.model.scorecard;

/**
 * Points that fade: the sum over observations of points × 0.5<sup>age / half-life</sup>, the age in
 * whole UTC days. What is 20 half-lives old or older (a weight below 10<sup>−6</sup>) counts
 * nothing. Missing until the signal has been seen.
 *
 * @param points points per observation, not 0, for example 5 for a used feature, −10 for a failed
 *     payment
 * @param halfLifeDays days after which half is left, above 0 to 365; usual is 7
 */
public record DecayedPoints(
    String name, String title, String unit, String signal, double points, double halfLifeDays)
    implements Metric {}
