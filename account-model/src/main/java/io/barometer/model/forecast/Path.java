package io.barometer.model.forecast;

import java.util.function.IntToDoubleFunction;

/** A score continued into the days ahead. */
public final class Path {
  private static final int FULL = 1000;

  private final int now;
  private final IntToDoubleFunction change;

  /**
   * From a score.
   *
   * @param change days ahead → tenths added to the score
   */
  Path(int now, IntToDoubleFunction change) {
    this.now = now;
    this.change = change;
  }

  /** The score in so many days, in tenths, clamped to 0 … 1000; halves are rounded up. */
  public int tenths(int daysAhead) {
    double moved = Math.floor(change.applyAsDouble(daysAhead) + 0.5);
    return (int) Math.clamp(now + moved, 0, FULL);
  }
}
