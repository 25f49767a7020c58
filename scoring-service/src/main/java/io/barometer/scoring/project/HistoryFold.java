package io.barometer.scoring.project;

import io.barometer.eventstore.project.PoisonedEntry;
import io.barometer.model.history.Day;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.scoring.score.Protos;
import java.time.Instant;

/** Adds events to histories. The live projection and a rebuild fold with this and nothing else. */
final class HistoryFold {
  private HistoryFold() {}

  /**
   * Adds one event to its account.
   *
   * @param derived what else is added besides the event's own observations
   * @throws PoisonedEntry when it cannot be added; the account in memory is then to be dropped
   */
  static void add(Account account, StoredEvent event, DerivedSignals derived) {
    try {
      AccountInput input = EventObservations.of(event.event());
      Instant at = Protos.instant(event.event().getOccurredTime());
      for (Observation observation : input.observations()) {
        account.history.add(observation);
        derived.of(observation, event.event().getAttributesMap()).forEach(account.history::add);
      }
      input
          .facts()
          .forEach(
              (name, value) ->
                  account.history.setFact(name, value, at, event.recorded().getEventId()));
      account.invalidateFrom(Day.of(at));
    } catch (RuntimeException unfit) {
      throw new PoisonedEntry(event.entry(), unfit);
    }
  }
}
