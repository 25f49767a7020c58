package io.barometer.routing.route;

import java.time.Duration;

/**
 * When a group of alerts is told.
 *
 * @param groupWait how long a change is held back, so that what belongs to it comes along
 * @param groupInterval at least so long between two messages of a group
 * @param repeatInterval what still fires and nobody acknowledged is told again after so long; zero
 *     for never
 */
public record Timing(Duration groupWait, Duration groupInterval, Duration repeatInterval) {

  /** Half a minute, five minutes, four hours, as Alertmanager has it. */
  public static final Timing DEFAULT =
      new Timing(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

  /** Whether anything is ever told again. */
  public boolean repeats() {
    return !repeatInterval.isZero();
  }
}
