package io.barometer.model.history;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Totals of one signal up to each day, in dense tables that begin with the first day any window
 * needs, or with the signal if that is later; a window is a difference of two places. Each table is
 * made when it is first asked for. What is counted stays below 2<sup>53</sup>, where a double holds
 * every whole number and vectors of doubles are subtracted without a conversion; sums do not.
 */
final class DayTotals {
  private final Table counts = new Table();
  private final Table hours = new Table();
  private final Table active = new Table();
  private long[] sums = {};
  private boolean summed;
  private DayBuckets days = new DayBuckets();
  private @Nullable ItemTaker taker;

  /** How many buckets there are up to each day, once they were counted. */
  private int[] upTo = {};

  private boolean counted;
  private int size;

  /** The day of place 0: the one before the first day whose buckets can matter. */
  private long origin;

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
    origin = Math.max(firstDay - reach, begin);
    shift = (int) (firstDay - origin);
    size = (int) (lastDay - origin) + 1;
    counted = false;
    counts.ready = false;
    summed = false;
    hours.ready = false;
    active.ready = false;
  }

  /** How many buckets there are up to each place. */
  int[] buckets() {
    if (!counted) {
      upTo = upTo.length < size ? new int[size] : upTo;
      countBuckets(origin + size - 1);
      counted = true;
    }
    return upTo;
  }

  private void countBuckets(long lastDay) {
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

  /** How many places there are. */
  int size() {
    return size;
  }

  /** The place of a day that is so many days after the first one; below 0 there is nothing. */
  int place(int day) {
    return day + shift;
  }

  /** How many buckets there are up to a day, so many days after the first one. */
  int buckets(int day) {
    int place = place(day);
    return place < 0 ? 0 : buckets()[place];
  }

  /** Observations. */
  double[] counts() {
    ItemTaker some = taker;
    if (counts.missing(size)) {
      if (some != null) {
        accumulate(day -> some.taken(day.items), counts.through);
      } else {
        days.countsThrough(origin, size, counts.through);
      }
    }
    return counts.through;
  }

  /** Sums of the values × 10<sup>6</sup>, of everything. */
  long[] sums() {
    if (!summed) {
      sums = sums.length < size ? new long[size] : sums;
      days.sumsThrough(origin, size, sums);
      summed = true;
    }
    return sums;
  }

  /** Hours with an observation, of everything. */
  double[] hours() {
    if (hours.missing(size)) {
      accumulate(day -> Integer.bitCount(day.hours), hours.through);
    }
    return hours.through;
  }

  /** Days with an observation. */
  double[] active() {
    ItemTaker some = taker;
    if (active.missing(size)) {
      if (some != null) {
        accumulate(day -> some.taken(day.items) > 0 ? 1 : 0, active.through);
      } else {
        int[] all = buckets();
        for (int at = 0; at < size; at++) {
          active.through[at] = all[at];
        }
      }
    }
    return active.through;
  }

  private void accumulate(ToLongFunction<DayBucket> figure, double[] through) {
    int[] all = buckets();
    double total = 0;
    int bucket = all[0];
    for (int at = 0; at < size; at++) {
      if (bucket < all[at]) {
        total += figure.applyAsLong(days.at(bucket++));
      }
      through[at] = total;
    }
  }

  private static final class Table {
    private double[] through = {};
    private boolean ready;

    /** Whether it has still to be filled; it then has room. */
    boolean missing(int size) {
      if (ready) {
        return false;
      }
      through = through.length < size ? new double[size] : through;
      ready = true;
      return true;
    }
  }
}
