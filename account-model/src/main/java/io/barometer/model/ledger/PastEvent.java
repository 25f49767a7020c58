package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An event of an account, reduced to what scoring reads, with both of its times.
 *
 * @param id the event's id
 * @param recordedAt when it was recorded
 * @param occurredAt when it happened
 * @param observations what it gives to the history
 * @param facts what it tells of the account, by name
 * @param attributes what filters of derived signals may read
 */
public record PastEvent(
    String id,
    Instant recordedAt,
    Instant occurredAt,
    List<Observation> observations,
    Map<String, String> facts,
    Map<String, String> attributes) {

  public PastEvent {
    observations = List.copyOf(observations);
    facts = Map.copyOf(facts);
    attributes = Map.copyOf(attributes);
  }

  /** Whether it was recorded by then. */
  public boolean knownBy(Instant time) {
    return !recordedAt.isAfter(time);
  }

  /**
   * Whether it had happened by then. What is recorded has happened, even where a clock that runs
   * ahead says that it will happen in a moment.
   */
  public boolean happenedBy(Instant time) {
    return !occurredAt.isAfter(time) || !recordedAt.isAfter(time);
  }

  /** Adds it to a history, with the derived signals that its observations belong to. */
  public void addTo(AccountHistory history, DerivedSignals derived) {
    for (Observation observation : observations) {
      history.add(observation);
      derived.of(observation, attributes).forEach(history::add);
    }
    facts.forEach((name, value) -> history.setFact(name, value, occurredAt, id));
  }
}
