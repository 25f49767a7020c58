package io.barometer.model.ledger;

import io.barometer.model.score.Score;
import java.util.List;
import java.util.OptionalInt;

/**
 * Why a score changed.
 *
 * @param from the score at the first instant
 * @param to the score at the second
 * @param entries in the order of attribution; when both scores are known their changes add up to
 *     the change of the score exactly, else they are all 0
 */
public record Ledger(Score from, Score to, List<LedgerEntry> entries) {

  public Ledger {
    entries = List.copyOf(entries);
  }

  /** The change in tenths; empty when one of the scores is Unknown. */
  public OptionalInt changeTenths() {
    return from.known() && to.known()
        ? OptionalInt.of(to.tenths().orElseThrow() - from.tenths().orElseThrow())
        : OptionalInt.empty();
  }
}
