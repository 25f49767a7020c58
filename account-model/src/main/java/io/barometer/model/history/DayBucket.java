package io.barometer.model.history;

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

  final Tally actors = new Tally();
  final Tally items = new Tally();

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

  /**
   * Takes the numbers of the same day; actors and items are taken by whoever knows both numberings.
   */
  void addNumbers(DayBucket other) {
    count = Math.addExact(count, other.count);
    sumMicros = Math.addExact(sumMicros, other.sumMicros);
    widen(other.minMicros, other.maxMicros);
    keepLater(other.lastNano, other.lastMicros);
    hours |= other.hours;
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
