package io.barometer.model.ledger;

import io.barometer.model.Events;
import io.barometer.model.history.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events with both of their times, for tests. */
final class Past {
  private Past() {}

  /** Recorded an hour after it happened. */
  static PastEvent at(String id, Observation observation) {
    return late(id, observation, 0);
  }

  /** Recorded so many days and an hour after it happened. */
  static PastEvent late(String id, Observation observation, int days) {
    Instant recorded = observation.occurredAt().plus(Duration.ofHours(days * 24L + 1));
    return new PastEvent(
        id, recorded, observation.occurredAt(), List.of(observation), Map.of(), Map.of());
  }

  static PastEvent told(String id, long day, String fact, String value) {
    Instant at = Events.at(day, 12);
    return new PastEvent(id, at, at, List.of(), Map.of(fact, value), Map.of());
  }

  /** The last moment of a day. */
  static Instant endOf(long day) {
    return Events.at(day + 1, 0).minusNanos(1);
  }
}
