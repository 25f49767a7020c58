package io.barometer.alerting.notify;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;

/** How patiently receivers are told: {@code barometer.notify.*}. */
@ConfigMapping(prefix = "barometer.notify")
interface SendingLimits {

  /** Attempts of one receiver at a time. */
  int perReceiver();

  /** How long one attempt may take. */
  Duration timeout();

  /**
   * The pauses after the first, second, … failed attempt; after the last one a delivery is given
   * up.
   */
  List<Duration> pauses();

  /** How often the queue is looked at when nobody wakes the sender. */
  Duration poll();

  /** After this an attempt without an outcome counts as lost, with its process. */
  default Duration lease() {
    return timeout().multipliedBy(4);
  }
}
