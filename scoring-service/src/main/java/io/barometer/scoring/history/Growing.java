package io.barometer.scoring.history;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import java.time.Instant;
import java.util.List;

/** A history that grows as it was told, and loses what was retracted. */
final class Growing {
  private final AccountHistory history;
  private final List<PastEvent> events;
  private final DerivedSignals derived;
  private int told;
  private long heard = Long.MIN_VALUE;

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

  /** Adds what was recorded by the end of a day, and takes away what was retracted by then. */
  void hear(long day) {
    if (retracted(day)) {
      history.forget();
      told = 0;
    }
    heard = day;
    while (told < events.size() && Day.of(events.get(told).recordedAt()) <= day) {
      PastEvent event = events.get(told);
      if (retractionDay(event) > day) {
        event.addTo(history, derived);
      }
      told++;
    }
  }

  /** Whether something is in that was retracted since the last day heard. */
  private boolean retracted(long day) {
    for (int i = 0; i < told; i++) {
      long on = retractionDay(events.get(i));
      if (on > heard && on <= day) {
        return true;
      }
    }
    return false;
  }

  private static long retractionDay(PastEvent event) {
    Instant at = event.retractedAt();
    return at == null ? Long.MAX_VALUE : Day.of(at);
  }
}
