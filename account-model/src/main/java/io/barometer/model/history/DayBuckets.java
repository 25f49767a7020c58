package io.barometer.model.history;

import java.util.Arrays;

/**
 * Day buckets in ascending order with running totals, so that the count and the sum of any window
 * cost two binary searches. A late observation costs one step per later day of its signal.
 */
final class DayBuckets {
  private static final int FEW = 8;

  private int size;
  private long[] days = {};
  private DayBucket[] buckets = {};

  /** countThrough[i] and sumThrough[i] are totals over buckets 0 … i. */
  private long[] countThrough = {};

  private long[] sumThrough = {};

  int size() {
    return size;
  }

  DayBucket at(int i) {
    return buckets[i];
  }

  /** The day of a bucket. */
  long dayAt(int i) {
    return days[i];
  }

  /** Index of the first bucket on or after the day; size() when there is none. */
  int firstFrom(long day) {
    if (size == 0 || day > days[size - 1]) {
      return size;
    }
    if (day == days[size - 1]) {
      return size - 1;
    }
    int at = Arrays.binarySearch(days, 0, size, day);
    return at >= 0 ? at : -at - 1;
  }

  /** Index of the last bucket on or before the day; −1 when there is none. */
  int lastUpTo(long day) {
    return day == Long.MAX_VALUE ? size - 1 : firstFrom(day + 1) - 1;
  }

  long countThrough(int i) {
    return i < 0 ? 0 : countThrough[i];
  }

  long sumThrough(int i) {
    return i < 0 ? 0 : sumThrough[i];
  }

  /** At most so many different actors occur in buckets start … end. */
  int actorsAt(int start, int end) {
    int most = 0;
    for (int i = start; i <= end; i++) {
      most += buckets[i].actors.size();
    }
    return most;
  }

  /** At most so many different items occur in buckets start … end. */
  int itemsAt(int start, int end) {
    int most = 0;
    for (int i = start; i <= end; i++) {
      most += buckets[i].items.size();
    }
    return most;
  }

  /** Observations from one day to another, both included. */
  long count(long from, long to) {
    return countThrough(lastUpTo(to)) - countThrough(firstFrom(from) - 1);
  }

  /** The count of all buckets up to each of consecutive days. */
  void countsThrough(long firstDay, int length, double[] into) {
    through(
        firstDay,
        length,
        (at, first, run, gap) -> {
          for (int i = 0; i < run; i++) {
            into[at + i] = countThrough[first + i];
          }
          Arrays.fill(into, at + run, at + run + gap, countThrough(last(first, run)));
        });
  }

  /** The sum of all buckets up to each of consecutive days. */
  void sumsThrough(long firstDay, int length, long[] into) {
    through(
        firstDay,
        length,
        (at, first, run, gap) -> {
          System.arraycopy(sumThrough, Math.max(0, first), into, at, run);
          Arrays.fill(into, at + run, at + run + gap, sumThrough(last(first, run)));
        });
  }

  /** Days from one place on: those of as many buckets, then those without, until the next one. */
  private interface Stretch {
    void of(int at, int first, int run, int gap);
  }

  /** The last bucket of a run; where there is no run, the one before the gap. */
  private static int last(int first, int run) {
    return first + Math.max(0, run - 1);
  }

  private void through(long firstDay, int length, Stretch stretch) {
    int at = 0;
    int bucket = lastUpTo(firstDay);
    while (at < length) {
      int run = run(bucket, length - at, firstDay + at);
      int gap = gap(last(bucket, run), length - at - run, firstDay + at + run);
      stretch.of(at, bucket, run, gap);
      bucket = last(bucket, run) + 1;
      at += run + gap;
    }
  }

  /**
   * How many buckets stand on consecutive days, beginning with this one on this day. Days ascend,
   * so when a later one is where it has to be, all between are.
   */
  private int run(int bucket, int most, long day) {
    if (bucket < 0 || days[bucket] != day) {
      return 0;
    }
    int run = 1;
    int broken = Math.min(most, size - bucket) + 1;
    int next = broken - 1;
    while (broken - run > 1) {
      boolean whole = days[bucket + next - 1] == day + next - 1;
      run = whole ? next : run;
      broken = whole ? broken : next;
      next = next > 2 && !whole && run == 1 ? 2 : (run + broken) / 2;
    }
    return run;
  }

  /** How many days pass, beginning with this one, until the next bucket. */
  private int gap(int bucket, int most, long day) {
    return bucket + 1 < size ? (int) Math.min(most, days[bucket + 1] - day) : most;
  }

  /** The same buckets in a table of its own, with room for so many more. */
  DayBuckets copy(int more) {
    DayBuckets copy = new DayBuckets();
    int length = size + more;
    copy.size = size;
    copy.days = Arrays.copyOf(days, length);
    copy.buckets = Arrays.copyOf(buckets, length);
    copy.countThrough = Arrays.copyOf(countThrough, length);
    copy.sumThrough = Arrays.copyOf(sumThrough, length);
    return copy;
  }

  /** Adds buckets of ascending days that nobody else uses, with the same ids. */
  void addAll(DayBucket[] ascending) {
    if (!insertAll(ascending)) {
      for (DayBucket bucket : ascending) {
        open(bucket.day).addAll(bucket, id -> id, id -> id);
        changed(bucket.day);
      }
    }
  }

  /**
   * Puts buckets of ascending days in their place and brings the running totals up to date; false,
   * and nothing is done, when there are buckets between the first of them and the last.
   */
  private boolean insertAll(DayBucket[] ascending) {
    int count = ascending.length;
    int at = firstFrom(ascending[0].day);
    if (at < size && days[at] <= ascending[count - 1].day) {
      return false;
    }
    makeRoom(at, count);
    System.arraycopy(ascending, 0, buckets, at, count);
    for (int i = 0; i < count; i++) {
      days[at + i] = ascending[i].day;
    }
    changedFrom(at);
    return true;
  }

  /** The bucket of a day, made when it is new. Call {@link #changed} after changing it. */
  DayBucket open(long day) {
    int at = firstFrom(day);
    if (at == size || days[at] != day) {
      insert(at, new DayBucket(day));
    }
    return buckets[at];
  }

  /** Brings the running totals up to date from a day on. */
  void changed(long day) {
    changedFrom(firstFrom(day));
  }

  private void changedFrom(int first) {
    for (int i = first; i < size; i++) {
      countThrough[i] = Math.addExact(countThrough(i - 1), buckets[i].count);
      sumThrough[i] = Math.addExact(sumThrough(i - 1), buckets[i].sumMicros);
    }
  }

  private void insert(int at, DayBucket bucket) {
    makeRoom(at, 1);
    days[at] = bucket.day;
    buckets[at] = bucket;
  }

  private void makeRoom(int at, int count) {
    if (size + count > days.length) {
      grow(Math.max(2 * size + FEW, size + count));
    }
    System.arraycopy(days, at, days, at + count, size - at);
    System.arraycopy(buckets, at, buckets, at + count, size - at);
    size += count;
  }

  private void grow(int length) {
    days = Arrays.copyOf(days, length);
    buckets = Arrays.copyOf(buckets, length);
    countThrough = Arrays.copyOf(countThrough, length);
    sumThrough = Arrays.copyOf(sumThrough, length);
  }
}
