package io.barometer.model.history;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Totals of one signal up to each day, in dense tables that begin with the first day any window
 * needs, or with the signal if that is later; a window is a difference of two places. Each table is
 * made when it is first asked for.
 */
final class DayTotals {
  private final Table counts = new Table();
  private final Table sums = new Table();
  private final Table hours = new Table();
  private final Table active = new Table();
  private DayBuckets days = new DayBuckets();
  private @Nullable ItemTaker taker;
  private int[] upTo = {};
  private int size;

  /** Place 0 stands for the day before the first one whose buckets can matter. */
  private int shift;

  /**
   * Takes a signal.
   *
   * @param taker which items count; null when everything does
   * @param firstDay the first day on which a window ends
   * @param length how many such days there are
   * @param reach the days of the longest window
   */
  void open(DayBuckets days, @Nullable ItemTaker taker, long firstDay, int length, int reach) {
    this.days = days;
    this.taker = taker;
    long lastDay = firstDay + length - 1;
    long begin = days.size() == 0 ? lastDay : Math.min(days.at(0).day - 1, lastDay);
    long origin = Math.max(firstDay - reach, begin);
    shift = (int) (firstDay - origin);
    size = (int) (lastDay - origin) + 1;
    upTo = upTo.length < size ? new int[size] : upTo;
    countBuckets(origin, lastDay);
    for (Table table : new Table[] {counts, sums, hours, active}) {
      table.ready = false;
    }
  }

  private void countBuckets(long origin, long lastDay) {
    int bucket = days.firstFrom(origin + 1);
    int at = 0;
    while (bucket < days.size() && days.dayAt(bucket) <= lastDay) {
      int end = (int) (days.dayAt(bucket) - origin);
      while (at < end) {
        upTo[at++] = bucket;
      }
      bucket++;
    }
    Arrays.fill(upTo, at, size, bucket);
  }

  /** The place of a day that is so many days after the first one; below 0 there is nothing. */
  int place(int day) {
    return day + shift;
  }

  /** How many buckets there are up to a day, so many days after the first one. */
  int buckets(int day) {
    int place = place(day);
    return place < 0 ? 0 : upTo[place];
  }

  /** Observations. */
  long[] counts() {
    ItemTaker some = taker;
    if (counts.missing(size)) {
      if (some != null) {
        accumulate(day -> some.taken(day.items), counts.through);
      } else {
        for (int at = 0; at < size; at++) {
          counts.through[at] = days.countThrough(upTo[at] - 1);
        }
      }
    }
    return counts.through;
  }

  /** Sums of the values × 10<sup>6</sup>, of everything. */
  long[] sums() {
    if (sums.missing(size)) {
      for (int at = 0; at < size; at++) {
        sums.through[at] = days.sumThrough(upTo[at] - 1);
      }
    }
    return sums.through;
  }

  /** Hours with an observation, of everything. */
  long[] hours() {
    if (hours.missing(size)) {
      accumulate(day -> Integer.bitCount(day.hours), hours.through);
    }
    return hours.through;
  }

  /** Days with an observation. */
  long[] active() {
    ItemTaker some = taker;
    if (active.missing(size)) {
      if (some != null) {
        accumulate(day -> some.taken(day.items) > 0 ? 1 : 0, active.through);
      } else {
        for (int at = 0; at < size; at++) {
          active.through[at] = upTo[at];
        }
      }
    }
    return active.through;
  }

  private void accumulate(ToLongFunction<DayBucket> figure, long[] through) {
    long total = 0;
    int bucket = upTo[0];
    for (int at = 0; at < size; at++) {
      if (bucket < upTo[at]) {
        total += figure.applyAsLong(days.at(bucket++));
      }
      through[at] = total;
    }
  }

  private static final class Table {
    private long[] through = {};
    private boolean ready;

    /** Whether it has still to be filled; it then has room. */
    boolean missing(int size) {
      if (ready) {
        return false;
      }
      through = through.length < size ? new long[size] : through;
      ready = true;
      return true;
    }
  }
}
