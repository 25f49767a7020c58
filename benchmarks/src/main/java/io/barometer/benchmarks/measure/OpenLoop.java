package io.barometer.benchmarks.measure;

import java.util.concurrent.locks.LockSupport;

/**
 * Sends at fixed moments, whatever became of what was sent before. A sender that falls behind sends
 * at once, and the time it lost counts, because latencies are taken from the moment due.
 */
public record OpenLoop(int perSecond, int count) {
  private static final long NANOS = 1_000_000_000;

  /** Sends number 0 … count − 1; each gets the moment at which it was due. */
  public void run(Send send) {
    long start = System.nanoTime() + NANOS / 100;
    for (int number = 0; number < count; number++) {
      long due = due(start, number);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send.send(number, due);
    }
  }

  /** When a number is due, in nanoseconds of the monotonic clock. */
  public long due(long start, int number) {
    return start + number * NANOS / perSecond;
  }

  /** Sends something without waiting for an answer. */
  @FunctionalInterface
  public interface Send {
    void send(int number, long dueNanos);
  }
}
