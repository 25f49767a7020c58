package io.barometer.eventstore;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens on other threads. */
public final class Waiting {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Waiting() {}

  /** Asks until it is so; fails with the question's text after a minute. */
  public static void until(String what, Callable<Boolean> question) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!question.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      Thread.sleep(20);
    }
  }
}
