package io.barometer.eventstore;

import java.time.Duration;

/**
 * How long to wait for more before the next transaction, so that at a steady trickle several share
 * one: three times as long as transactions took lately, which keeps the trickle from taking more
 * than a quarter of the time, and never longer than a limit. On a quiet machine that is short, on a
 * busy one it reaches the limit.
 */
public final class Gathering {
  private static final int PAUSES = 3;
  private static final int WEIGHT = 4;

  private final long longest;
  private long work;

  /**
   * Begins with the longest wait.
   *
   * @param longest never waited for longer
   */
  public Gathering(Duration longest) {
    this.longest = longest.toNanos();
    this.work = this.longest / PAUSES;
  }

  /** A transaction took so many nanoseconds. */
  public synchronized void took(long nanos) {
    work += (nanos - work) / WEIGHT;
  }

  /** How long to wait, in nanoseconds. */
  public synchronized long nanos() {
    return Math.min(longest, PAUSES * work);
  }
}
