package io.barometer.benchmarks.measure;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Latencies from the moment at which something was due, not from when it was sent: a sender that
 * falls behind counts what it made others wait (no coordinated omission). Safe for many threads.
 */
public final class Latencies {
  private static final long LONGEST_MICROS = 120_000_000;

  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /** Something that was due then, in nanoseconds of the monotonic clock, happened at that time. */
  public void record(long dueNanos, long happenedNanos) {
    long took = Math.max(0, (happenedNanos - dueNanos) / 1_000);
    micros.recordValue(Math.min(took, LONGEST_MICROS));
  }

  /** How many were recorded. */
  public long count() {
    return micros.getTotalCount();
  }

  /** The latency in milliseconds that so many percent do not exceed; NaN when there are none. */
  public double millis(double percentile) {
    return count() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1_000.0;
  }
}
