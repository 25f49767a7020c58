package io.barometer.routing.route;

import java.time.Duration;
import java.util.List;

/**
 * Whom to tell when nobody acknowledged.
 *
 * @param after so long after the group was first told
 */
public record Escalation(Duration after, List<String> receivers) {
  public Escalation {
    receivers = List.copyOf(receivers);
  }
}
