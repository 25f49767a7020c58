package io.barometer.model.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * A segment or a stage: who belongs to it, and what that changes.
 *
 * @param when belongs when this holds; null when everybody who is left does
 * @param bands name of a band set; null for no change
 * @param variant name of a variant; null for no change
 */
public record Choice(
    String name, @Nullable Expression when, @Nullable String bands, @Nullable String variant) {}
