package io.barometer.model.score;

import java.util.OptionalInt;

/**
 * The change of a score over a number of days.
 *
 * @param days 7, 30, 90 or 365 with a score; 1 or more where they are asked for
 * @param changeTenths score now minus score then, in tenths; empty when one of them is missing
 */
public record Trend(int days, OptionalInt changeTenths, Direction direction) {
  private static final int STABLE_TENTHS = 50;

  /** The trend from one score to another. */
  public static Trend between(int days, OptionalInt then, OptionalInt now) {
    if (then.isEmpty() || now.isEmpty()) {
      return new Trend(days, OptionalInt.empty(), Direction.UNKNOWN);
    }
    int change = now.getAsInt() - then.getAsInt();
    return new Trend(days, OptionalInt.of(change), direction(change));
  }

  private static Direction direction(int change) {
    if (Math.abs(change) <= STABLE_TENTHS) {
      return Direction.STABLE;
    }
    return change > 0 ? Direction.UP : Direction.DOWN;
  }
}
