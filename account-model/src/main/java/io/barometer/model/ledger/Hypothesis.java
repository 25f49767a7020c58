package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What could be instead of what is. Nothing is recorded: it is a way of looking.
 *
 * @param events what happens besides; later than the moment that is looked at, it has no part
 * @param leftOut which of the recorded events are as if they had never been
 * @param scorer the model; that of the viewpoint for no other one
 */
public record Hypothesis(List<PastEvent> events, Predicate<PastEvent> leftOut, Scorer scorer) {
  /** Takes every recorded event. */
  public static final Predicate<PastEvent> NOTHING_LEFT_OUT = event -> false;

  public Hypothesis {
    events = List.copyOf(events);
  }

  /** What would be seen of all that ever happened to an account. */
  public AccountHistory history(Viewpoint from, Collection<PastEvent> recorded) {
    AccountHistory history =
        new Viewpoint(from.asOf(), from.knownAt(), scorer)
            .history(recorded.stream().filter(leftOut.negate()).toList());
    addTo(history, from);
    return history;
  }

  /** Adds what happens besides to a history that is seen already, whatever is left out. */
  public void addTo(AccountHistory history, Viewpoint from) {
    adding(from).accept(history);
  }

  /** The same, ready for many histories. */
  public Consumer<AccountHistory> adding(Viewpoint from) {
    DerivedSignals derived = DerivedSignals.of(List.of(from.scorer().card(), scorer.card()));
    List<PastEvent> counting = events.stream().filter(event -> counts(event, from)).toList();
    return history -> counting.forEach(event -> event.addTo(history, derived));
  }

  /** Whether an event besides has happened by the moment that is looked at. */
  boolean counts(PastEvent event, Viewpoint from) {
    return !event.occurredAt().isAfter(from.asOf());
  }
}
