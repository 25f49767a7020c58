package io.barometer.alerting.notify;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How patiently receivers are told: {@code barometer.notify.*}. */
@ConfigMapping(prefix = "barometer.notify")
interface SendingLimits {

  /** Attempts of one receiver at a time. */
  int perReceiver();

  /** How long one attempt may take. */
  Duration timeout();

  /** The pause after the first failed attempt; doubled after each further one. */
  Duration firstPause();

  /** The longest pause. */
  Duration longestPause();

  /** After so many attempts a delivery is given up. */
  int attempts();

  /** How often the queue is looked at when nobody wakes the sender. */
  Duration poll();

  /** After this an attempt without an outcome counts as lost, with its process. */
  default Duration lease() {
    return timeout().multipliedBy(4);
  }
}
