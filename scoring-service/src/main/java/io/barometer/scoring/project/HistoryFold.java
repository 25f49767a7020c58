package io.barometer.scoring.project;

import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.signals.EventSignals;
import java.util.List;

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

  /**
   * Makes an account's history anew without what was retracted: minima, last values and the like
   * cannot be taken back. Months that become empty stay, so the account stays known.
   *
   * @param retraction one of the account's events
   * @param events the account's events up to it
   * @throws PoisonedEntry when they cannot be added; the account in memory is then to be dropped
   */
  static void retract(
      Account account,
      StoredEvent retraction,
      List<RecordedEvent> events,
      DerivedSignals derived,
      Parents parents) {
    try {
      account.history.forget();
      for (PastEvent past : EventSignals.past(events)) {
        if (past.retractedAt() == null) {
          past.addTo(account.history, derived);
        }
      }
      account.invalidateFrom(0);
      parents.told(account.key, EventSignals.past(retraction.recorded()).facts());
    } catch (RuntimeException unfit) {
      throw new PoisonedEntry(retraction.entry(), unfit);
    }
  }
}
