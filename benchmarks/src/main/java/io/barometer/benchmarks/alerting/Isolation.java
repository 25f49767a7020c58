package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.measure.Latencies;
import java.time.Duration;

/**
 * What the living of 1,000 webhooks notice of 50 that are dead: one alert after the other is told
 * to all of them, in turns without and with the dead ones, so that both meet the same machine.
 */
final class Isolation {
  static final int ENDPOINTS = 1_000;
  static final int DEAD = 50;
  private static final int ALERTS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Milliseconds at the 99th percentile. */
  record Result(double alive, double beside) {}

  private Isolation() {}

  static Result measure(BarometerAlerting alerting) throws Exception {
    try (Endpoints endpoints = new Endpoints()) {
      alerting.prepare("many-", 3 * ALERTS);
      alerting.tellAll(endpoints, ENDPOINTS);
      tell(alerting, endpoints, 0, 0);
      Latencies alive = tell(alerting, endpoints, ALERTS, 0);
      Latencies beside = tell(alerting, endpoints, 2 * ALERTS, DEAD);
      return new Result(alive.millis(99), beside.millis(99));
    }
  }

  private static Latencies tell(BarometerAlerting alerting, Endpoints endpoints, int from, int dead)
      throws Exception {
    endpoints.kill(dead);
    for (int i = from; i < from + ALERTS; i++) {
      long begun = System.nanoTime();
      endpoints.due(begun);
      alerting.fire("many-", i, 1);
      while (endpoints.answered() < ENDPOINTS - dead) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "%,d of %,d living endpoints were told within %d s"
                  .formatted(endpoints.answered(), ENDPOINTS - dead, PATIENCE.toSeconds()));
        }
        Thread.sleep(5);
      }
    }
    return endpoints.latencies();
  }
}
