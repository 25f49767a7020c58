package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of an account, reduced to what scoring reads, with both of its times.
 *
 * @param id the event's id
 * @param recordedAt when it was recorded
 * @param occurredAt when it happened
 * @param observations what it gives to the history
 * @param facts what it tells of the account, by name
 * @param attributes what filters of derived signals may read
 * @param retractedAt when its retraction was recorded; null when it stands
 */
public record PastEvent(
    String id,
    Instant recordedAt,
    Instant occurredAt,
    List<Observation> observations,
    Map<String, String> facts,
    Map<String, String> attributes,
    @Nullable Instant retractedAt) {

  public PastEvent {
    observations = List.copyOf(observations);
    facts = Map.copyOf(facts);
    attributes = Map.copyOf(attributes);
  }

  /** An event that stands. */
  public PastEvent(
      String id,
      Instant recordedAt,
      Instant occurredAt,
      List<Observation> observations,
      Map<String, String> facts,
      Map<String, String> attributes) {
    this(id, recordedAt, occurredAt, observations, facts, attributes, null);
  }

  /** The same event, retracted by what was recorded at a time. */
  public PastEvent retracted(Instant time) {
    return new PastEvent(id, recordedAt, occurredAt, observations, facts, attributes, time);
  }

  /** Whether it was recorded by then. */
  public boolean knownBy(Instant time) {
    return !recordedAt.isAfter(time);
  }

  /** Whether its retraction was recorded by then. */
  public boolean retractedBy(Instant time) {
    return retractedAt != null && !retractedAt.isAfter(time);
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
