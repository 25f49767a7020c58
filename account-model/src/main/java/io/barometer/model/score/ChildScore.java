package io.barometer.model.score;

import java.util.OptionalInt;

/**
 * A child account in a roll-up.
 *
 * @param account its id
 * @param tenths its score; empty when Unknown
 * @param arrMicros its annual recurring revenue × 10<sup>6</sup>, 0 when not told
 */
public record ChildScore(String account, OptionalInt tenths, long arrMicros) {}
