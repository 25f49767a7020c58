package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * From where a score is looked at: a pure function of what was recorded by one time and had
 * happened by another, and of a model.
 *
 * @param asOf what had happened by then
 * @param knownAt what had been recorded by then
 * @param scorer the model
 */
public record Viewpoint(Instant asOf, Instant knownAt, Scorer scorer) {

  /** Whether it sees an event: one that was retracted is seen until its retraction is known. */
  public boolean sees(PastEvent event) {
    return event.knownBy(knownAt) && !event.retractedBy(knownAt) && event.happenedBy(asOf);
  }

  /** The UTC day that it scores. */
  public long day() {
    return Day.of(asOf);
  }

  /** What it sees of all that ever happened to an account. */
  public AccountHistory history(Collection<PastEvent> events) {
    DerivedSignals derived = DerivedSignals.of(List.of(scorer.card()));
    AccountHistory history = new AccountHistory();
    for (PastEvent event : events) {
      if (sees(event)) {
        event.addTo(history, derived);
      }
    }
    return history;
  }
}
