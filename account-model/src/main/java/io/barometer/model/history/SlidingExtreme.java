package io.barometer.model.history;

import java.util.ArrayDeque;
import java.util.function.ToLongFunction;

/**
 * The smallest or largest value in the window: the buckets that could still become it, the best one
 * first. A bucket goes when a later one is as good.
 */
final class SlidingExtreme implements Sliding {
  private final ArrayDeque<DayBucket> best = new ArrayDeque<>();
  private final ToLongFunction<DayBucket> micros;
  private final int sign;

  private SlidingExtreme(ToLongFunction<DayBucket> micros, int sign) {
    this.micros = micros;
    this.sign = sign;
  }

  static SlidingExtreme least() {
    return new SlidingExtreme(bucket -> bucket.minMicros, -1);
  }

  static SlidingExtreme most() {
    return new SlidingExtreme(bucket -> bucket.maxMicros, 1);
  }

  @Override
  public void enter(DayBucket bucket) {
    while (!best.isEmpty() && order(best.getLast(), bucket) <= 0) {
      best.removeLast();
    }
    best.add(bucket);
  }

  private int order(DayBucket before, DayBucket after) {
    return sign * Long.compare(micros.applyAsLong(before), micros.applyAsLong(after));
  }

  @Override
  public void leave(DayBucket bucket) {
    if (best.getFirst() == bucket) {
      best.removeFirst();
    }
  }

  @Override
  public double value(long day) {
    return best.isEmpty() ? Double.NaN : micros.applyAsLong(best.getFirst()) / 1e6;
  }
}
