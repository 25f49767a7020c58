package io.barometer.alerting.notify;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many deliveries of one receiver are taken from the queue, and how many of those are attempted
 * at a time. What is taken follows what the receiver took since the last turn: twice as much, so
 * that a quick one never waits for the queue, and one that hangs holds few.
 */
final class SendingWindow {

  private static final int WIDEST = 512;

  private final int atATime;
  private final Semaphore attempts;

  /** Taken and not recorded yet; for the sending thread. */
  private int taken;

  SendingWindow(int atATime) {
    this.atATime = atATime;
    this.attempts = new Semaphore(atATime);
  }

  /**
   * Waits for a turn; false when it does not come in time, and the lease of what was taken lapses.
   */
  boolean begin(Duration patience) {
    try {
      return attempts.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void end() {
    attempts.release();
  }

  void take() {
    taken++;
  }

  /** So many of what was taken are over; true when nothing is left. */
  boolean recorded(int over) {
    taken -= over;
    return taken == 0;
  }

  /** How many more may be taken once so many are over. */
  int room(int over) {
    return Math.max(0, Math.clamp(2L * over, atATime, WIDEST) - (taken - over));
  }
}
