package io.barometer.model.replay;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.ScoredDays;
import io.barometer.model.score.Scorer;

/**
 * The scores of many days of one account, each equal to what the scorer gives for that day. For one
 * thread; it may be used for one account after the other.
 */
public final class Replay {
  private final ScoredDays days;

  private Replay(Scorer scorer) {
    this.days = new ScoredDays(scorer);
  }

  /** Replays with this scorer, and whatever populations and children it knows of. */
  public static Replay of(Scorer scorer) {
    return new Replay(scorer);
  }

  /**
   * The score of each day from the first to the last, both included, in tenths: 0 to 1000, −1 where
   * it is Unknown. Empty when the last day is before the first.
   */
  public short[] tenths(AccountHistory history, long firstDay, long lastDay) {
    short[] tenths = new short[(int) Math.max(0, lastDay - firstDay + 1)];
    days.open(history, firstDay, tenths.length);
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = days.tenths(i);
    }
    return tenths;
  }
}
