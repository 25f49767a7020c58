package io.barometer.model.scorecard;

/**
 * Scores for a share of the accounts: from {@code fromTenths} for the lowest rank in it to {@code
 * toTenths} for the highest, linear in rank.
 *
 * @param topPercent the best so many percent, less those of the bands before it
 */
public record RankBand(double topPercent, int fromTenths, int toTenths) {}
