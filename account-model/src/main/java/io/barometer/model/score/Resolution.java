package io.barometer.model.score;

/**
 * Which segment, stage, bands and variant apply to an account on a day, and why.
 *
 * @param segment empty when the scorecard has none
 * @param segmentBecause for people
 * @param stage empty when the scorecard has none
 * @param stageBecause for people
 * @param bandSet name of the band set
 * @param bandsBecause who chose it
 * @param variant empty when the scorecard is used as it stands
 * @param variantBecause who chose it
 */
public record Resolution(
    String segment,
    String segmentBecause,
    String stage,
    String stageBecause,
    String bandSet,
    String bandsBecause,
    String variant,
    String variantBecause) {}
