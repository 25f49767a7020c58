package io.barometer.model.ledger;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Attributes what a hypothesis makes of a score, in a fixed order: first what is left out goes,
 * then what happens besides comes, then the model becomes another one. The parts add up to the
 * difference.
 */
public final class HypothesisLedger {
  private static final Predicate<PastEvent> NONE = event -> false;

  private final Viewpoint from;
  private final Hypothesis hypothesis;
  private final Way way = new Way();
  private Predicate<PastEvent> present = NONE;

  private HypothesisLedger(Viewpoint from, Hypothesis hypothesis) {
    this.from = from;
    this.hypothesis = hypothesis;
  }

  /** From all that ever happened to the account, in any order. */
  public static Ledger of(Collection<PastEvent> recorded, Viewpoint from, Hypothesis hypothesis) {
    HypothesisLedger ledger = new HypothesisLedger(from, hypothesis);
    DerivedSignals derived =
        DerivedSignals.of(List.of(from.scorer().card(), hypothesis.scorer().card()));
    AccountHistory whole = new AccountHistory();
    AccountHistory rest = new AccountHistory();
    List<PastEvent> left = new ArrayList<>();
    for (PastEvent event : recorded) {
      if (from.sees(event)) {
        event.addTo(whole, derived);
        if (hypothesis.leftOut().test(event)) {
          left.add(event);
        } else {
          event.addTo(rest, derived);
        }
      }
    }
    ledger.stop(from.scorer(), whole, Set.of(), NONE);
    if (!left.isEmpty()) {
      ledger.stop(from.scorer(), rest, Set.of(Cause.LEFT_OUT), Set.copyOf(left)::contains);
    }
    return ledger.goOn(rest, left);
  }

  /**
   * From what is seen of the account already, nothing of it left out. The history is the ledger's
   * from then on: it is given what happens besides.
   */
  public static Ledger of(AccountHistory seen, Viewpoint from, Hypothesis hypothesis) {
    HypothesisLedger ledger = new HypothesisLedger(from, hypothesis);
    ledger.stop(from.scorer(), seen, Set.of(), NONE);
    return ledger.goOn(seen, List.of());
  }

  private Ledger goOn(AccountHistory history, List<PastEvent> left) {
    List<PastEvent> counting =
        hypothesis.events().stream().filter(event -> hypothesis.counts(event, from)).toList();
    if (!counting.isEmpty()) {
      hypothesis.addTo(history, from);
      stop(from.scorer(), history, Set.of(Cause.EVENTS), Set.copyOf(counting)::contains);
    }
    if (hypothesis.scorer() != from.scorer()) {
      stop(hypothesis.scorer(), history, Set.of(Cause.MODEL), NONE);
    }
    List<PastEvent> named = new ArrayList<>(left);
    named.addAll(counting);
    return way.attributed(new EventIndex(named));
  }

  private void stop(
      Scorer scorer, AccountHistory history, Set<Cause> causes, Predicate<PastEvent> moved) {
    present = present.or(moved);
    long day = from.day();
    way.add(new Stop(scorer.explain(history, day, day), scorer, causes, moved, present));
  }
}
