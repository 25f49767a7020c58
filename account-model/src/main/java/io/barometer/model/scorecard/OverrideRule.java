package io.barometer.model.scorecard;

/**
 * Who may override a score, and how far.
 *
 * @param role who
 * @param upTenths at most so much above the computed score
 * @param downTenths at most so much below it
 * @param longestDays for at most so many days
 */
public record OverrideRule(String role, int upTenths, int downTenths, int longestDays) {}
