package io.barometer.model.history;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The days of one signal, of which the older months stay as they were stored until somebody reads
 * that far back. What a reader was handed never changes while others read: unfolding more makes a
 * new table.
 */
final class UnfoldingDays {
  private volatile Unfolded unfolded =
      new Unfolded(Long.MAX_VALUE, new DayBuckets(), new ArrayList<>());
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long count;
  private long sumMicros;

  /**
   * How far it was unfolded.
   *
   * @param from every stored month that ends on or after this day is among the days
   * @param older the other stored months
   */
  private record Unfolded(long from, DayBuckets days, List<StoredDays> older) {}

  /** The first day; {@link Long#MAX_VALUE} when there is none. */
  long first() {
    return first;
  }

  /** The last day; {@link Long#MIN_VALUE} when there is none. */
  long last() {
    return last;
  }

  /** The last day up to one. */
  OptionalLong lastUpTo(long day) {
    if (day >= last) {
      return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(last);
    }
    Unfolded now = unfolded;
    int at = now.days.lastUpTo(day);
    long found = at < 0 ? Long.MIN_VALUE : now.days.dayAt(at);
    for (StoredDays month : now.older) {
      found = Math.max(found, month.lastUpTo(day));
    }
    return found == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /** A table that holds all days from one on, and perhaps some before. */
  DayBuckets since(long from) {
    Unfolded now = unfolded;
    return from >= now.from || now.older.isEmpty() ? now.days : unfold(from);
  }

  private synchronized DayBuckets unfold(long from) {
    Unfolded now = unfolded;
    if (from < now.from) {
      List<StoredDays> older = new ArrayList<>();
      List<StoredDays> wanted = new ArrayList<>();
      now.older.forEach(month -> (month.last() >= from ? wanted : older).add(month));
      DayBuckets days = now.days.copy(wanted.stream().mapToInt(StoredDays::size).sum());
      wanted.forEach(month -> days.addAll(month.buckets()));
      now = new Unfolded(from, days, older);
      unfolded = now;
    }
    return now.days;
  }

  /** All days. */
  DayBuckets all() {
    return since(Long.MIN_VALUE);
  }

  /** Adds the months that hold anything. */
  void months(Set<Integer> months) {
    Unfolded now = unfolded;
    now.older.forEach(stored -> months.add(Day.monthOf(stored.first())));
    for (int i = 0; i < now.days.size(); i++) {
      months.add(Day.monthOf(now.days.dayAt(i)));
    }
  }

  /** Takes a month as it was stored. */
  void take(StoredDays month) {
    counted(month.first(), month.last(), month.count(), month.sumMicros());
    Unfolded now = unfolded;
    if (month.last() >= now.from) {
      now.days.addAll(month.buckets());
    } else {
      now.older.add(month);
    }
  }

  /** The bucket of a day, made when it is new. Call {@link #changed} after changing it. */
  DayBucket open(long day) {
    return since(day).open(day);
  }

  /** Brings totals up to date after a bucket took so many observations more. */
  void changed(long day, long more, long micros) {
    counted(day, day, more, micros);
    unfolded.days.changed(day);
  }

  private void counted(long from, long to, long more, long micros) {
    count = Math.addExact(count, more);
    sumMicros = Math.addExact(sumMicros, micros);
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
}
