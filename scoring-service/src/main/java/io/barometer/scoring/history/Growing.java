package io.barometer.scoring.history;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import java.util.List;

/** A history that grows as it was told. */
final class Growing {
  private final AccountHistory history;
  private final List<PastEvent> events;
  private final DerivedSignals derived;
  private int told;

  /**
   * A history of which nothing is known yet.
   *
   * @param events in the order in which they were recorded
   */
  Growing(AccountHistory history, List<PastEvent> events, DerivedSignals derived) {
    this.history = history;
    this.events = events;
    this.derived = derived;
  }

  AccountHistory history() {
    return history;
  }

  /** Adds what was recorded by the end of a day. */
  void hear(long day) {
    while (told < events.size() && Day.of(events.get(told).recordedAt()) <= day) {
      events.get(told).addTo(history, derived);
      told++;
    }
  }
}
