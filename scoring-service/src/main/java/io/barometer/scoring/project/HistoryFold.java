package io.barometer.scoring.project;

import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.signals.EventSignals;

/** Adds events to histories. The live projection and a rebuild fold with this and nothing else. */
final class HistoryFold {
  private HistoryFold() {}

  /**
   * Adds one event to its account.
   *
   * @param derived what else is added besides the event's own observations
   * @param parents told whom the event names as the account's parent
   * @throws PoisonedEntry when it cannot be added; the account in memory is then to be dropped
   */
  static void add(Account account, StoredEvent event, DerivedSignals derived, Parents parents) {
    try {
      PastEvent past = EventSignals.past(event.recorded());
      past.addTo(account.history, derived);
      account.invalidateFrom(Day.of(past.occurredAt()));
      parents.told(account.key, past.facts());
    } catch (RuntimeException unfit) {
      throw new PoisonedEntry(event.entry(), unfit);
    }
  }
}
