package io.barometer.model.score;

import java.util.OptionalInt;

/**
 * A child account in a roll-up.
 *
 * @param account its id
 * @param name what people call it
 * @param score its own score of the day
 * @param arrMicros its annual recurring revenue × 10<sup>6</sup>, 0 when not told
 * @param currency of the revenue; empty when not told
 */
public record ChildScore(
    String account, String name, Score score, long arrMicros, String currency) {

  /** Its score in tenths; empty when Unknown. */
  public OptionalInt tenths() {
    return score.tenths();
  }
}
