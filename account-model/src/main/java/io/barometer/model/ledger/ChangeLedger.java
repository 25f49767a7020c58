package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Attributes the change of a score. It walks from the first viewpoint to the second in a fixed
 * order, one cause at a time, and scores at every stop:
 *
 * <ol>
 *   <li>what was retracted since is taken away;
 *   <li>what had happened before the first instant and was recorded since is learned;
 *   <li>time passes, and nothing happens;
 *   <li>what happened since, happens;
 *   <li>the model becomes that of the second viewpoint.
 * </ol>
 *
 * What a part of the score lost or gained between two stops belongs to that cause. Every event is
 * added to one history once, so a ledger costs one fold and at most six scorings; what was
 * retracted since costs another fold.
 */
public final class ChangeLedger {
  private static final Predicate<PastEvent> NONE = event -> false;

  private final Collection<PastEvent> events;
  private final Viewpoint from;
  private final Viewpoint to;
  private final DerivedSignals derived;
  private AccountHistory history = new AccountHistory();
  private final Way way = new Way();
  private Predicate<PastEvent> present = NONE;

  private ChangeLedger(Collection<PastEvent> events, Viewpoint from, Viewpoint to) {
    this.events = events;
    this.from = from;
    this.to = to;
    this.derived = DerivedSignals.of(List.of(from.scorer().card(), to.scorer().card()));
  }

  /**
   * Why the score is another one from the second viewpoint.
   *
   * @param events all that ever happened to the account, in any order
   * @throws IllegalArgumentException when the second viewpoint sees less than the first
   */
  public static Ledger between(Collection<PastEvent> events, Viewpoint from, Viewpoint to) {
    if (to.asOf().isBefore(from.asOf()) || to.knownAt().isBefore(from.knownAt())) {
      throw new IllegalArgumentException("the second viewpoint lies before the first");
    }
    ChangeLedger ledger = new ChangeLedger(events, from, to);
    ledger.walk();
    return ledger.way.attributed(
        new EventIndex(events.stream().filter(e -> from.sees(e) || to.sees(e)).toList()));
  }

  private void walk() {
    Predicate<PastEvent> seen = from::sees;
    Predicate<PastEvent> learned = new Viewpoint(from.asOf(), to.knownAt(), from.scorer())::sees;
    fold(seen);
    stop(from.scorer(), from.day(), Set.of(), NONE);
    retract(seen.and(event -> event.retractedBy(to.knownAt())), seen);
    Predicate<PastEvent> late = learned.and(seen.negate());
    if (fold(late)) {
      stop(from.scorer(), from.day(), Set.of(Cause.LEARNED), late);
    }
    if (to.day() > from.day()) {
      stop(from.scorer(), to.day(), Set.of(Cause.TIME), NONE);
    }
    Predicate<PastEvent> arrived = event -> to.sees(event) && !learned.test(event);
    if (fold(arrived)) {
      stop(from.scorer(), to.day(), Set.of(Cause.EVENTS), arrived);
    }
    if (to.scorer() != from.scorer()) {
      stop(to.scorer(), to.day(), Set.of(Cause.MODEL), NONE);
    }
  }

  private void retract(Predicate<PastEvent> these, Predicate<PastEvent> seen) {
    if (events.stream().anyMatch(these)) {
      history = new AccountHistory();
      present = NONE;
      fold(seen.and(these.negate()));
      stop(from.scorer(), from.day(), Set.of(Cause.RETRACTED), these);
    }
  }

  private boolean fold(Predicate<PastEvent> these) {
    boolean any = false;
    present = present.or(these);
    for (PastEvent event : events) {
      if (these.test(event)) {
        event.addTo(history, derived);
        any = true;
      }
    }
    return any;
  }

  private void stop(Scorer scorer, long day, Set<Cause> causes, Predicate<PastEvent> arrived) {
    way.add(new Stop(scorer.explain(history, day, day), scorer, causes, arrived, present));
  }
}
