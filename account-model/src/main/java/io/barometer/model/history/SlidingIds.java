package io.barometer.model.history;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many different actors or items are in the window. */
final class SlidingIds implements Sliding {
  private final int[] days;
  private final Function<DayBucket, Tally> tally;
  private final @Nullable ItemTaker taker;
  private int distinct;

  /**
   * Nothing has entered yet.
   *
   * @param taker which of them count; null for all
   */
  SlidingIds(int names, Function<DayBucket, Tally> tally, @Nullable ItemTaker taker) {
    this.days = new int[names];
    this.tally = tally;
    this.taker = taker;
  }

  @Override
  public void enter(DayBucket bucket) {
    Tally ids = tally.apply(bucket);
    for (int n = 0; n < ids.size(); n++) {
      distinct += days[ids.id(n)]++ == 0 && counts(ids.id(n)) ? 1 : 0;
    }
  }

  @Override
  public void leave(DayBucket bucket) {
    Tally ids = tally.apply(bucket);
    for (int n = 0; n < ids.size(); n++) {
      distinct -= --days[ids.id(n)] == 0 && counts(ids.id(n)) ? 1 : 0;
    }
  }

  private boolean counts(int id) {
    return taker == null || taker.takes(id);
  }

  @Override
  public double value(long day) {
    return distinct;
  }
}
