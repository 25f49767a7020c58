package io.barometer.model.history;

import java.util.function.IntUnaryOperator;

/**
 * One signal on one UTC day. Every part merges in any order: sums, extremes, bit sets, exact
 * counts.
 */
final class DayBucket {
  final long day;
  long count;
  long sumMicros;
  long minMicros = Long.MAX_VALUE;
  long maxMicros = Long.MIN_VALUE;

  /** Nanosecond of the day of the latest observation; on a tie the larger value is the last one. */
  long lastNano = -1;

  long lastMicros;

  /** Bit h is set when something happened in UTC hour h. */
  int hours;

  Tally actors = Tally.NONE;
  Tally items = Tally.NONE;

  DayBucket(long day) {
    this.day = day;
  }

  void add(long nano, long micros) {
    count = Math.addExact(count, 1);
    sumMicros = Math.addExact(sumMicros, micros);
    widen(micros, micros);
    keepLater(nano, micros);
    hours |= 1 << (int) (nano / 3_600_000_000_000L);
  }

  private void addNumbers(DayBucket other) {
    count = Math.addExact(count, other.count);
    sumMicros = Math.addExact(sumMicros, other.sumMicros);
    widen(other.minMicros, other.maxMicros);
    keepLater(other.lastNano, other.lastMicros);
    hours |= other.hours;
  }

  void addActor(int id, int count) {
    actors = actors == Tally.NONE ? new Tally() : actors;
    actors.add(id, count);
  }

  void addItem(int id, int count) {
    items = items == Tally.NONE ? new Tally() : items;
    items.add(id, count);
  }

  /** Takes everything of the same day; the operators give the ids here for its ids. */
  void addAll(DayBucket other, IntUnaryOperator actorIds, IntUnaryOperator itemIds) {
    addNumbers(other);
    for (int i = 0; i < other.actors.size(); i++) {
      addActor(actorIds.applyAsInt(other.actors.id(i)), other.actors.count(i));
    }
    for (int i = 0; i < other.items.size(); i++) {
      addItem(itemIds.applyAsInt(other.items.id(i)), other.items.count(i));
    }
  }

  private void widen(long low, long high) {
    minMicros = Math.min(minMicros, low);
    maxMicros = Math.max(maxMicros, high);
  }

  private void keepLater(long nano, long micros) {
    if (nano > lastNano || (nano == lastNano && micros > lastMicros)) {
      lastNano = nano;
      lastMicros = micros;
    }
  }
}
