package io.barometer.model.ledger;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One line of a ledger: what moved one part of the score, and by how much.
 *
 * @param causes usually one; several when the score between them is Unknown, so that nobody can
 *     tell them apart
 * @param dimension what the part belongs to, as in an explanation; empty for the score as a whole
 * @param part the metric, adjustment or other part; empty for the score as a whole
 * @param title what people call it
 * @param unit unit of the values; may be empty
 * @param before its value before; empty when missing
 * @param after its value after; empty when missing
 * @param changeTenths what that moved the score by, in tenths
 * @param eventIds the events that did it, newest first, the first 100
 * @param events how many events did it
 * @param text a sentence for people
 */
public record LedgerEntry(
    Set<Cause> causes,
    String dimension,
    String part,
    String title,
    String unit,
    OptionalDouble before,
    OptionalDouble after,
    int changeTenths,
    List<String> eventIds,
    int events,
    String text) {

  public LedgerEntry {
    causes = Set.copyOf(causes);
    eventIds = List.copyOf(eventIds);
  }

  /** The same, with another change. */
  LedgerEntry with(int change) {
    return new LedgerEntry(
        causes, dimension, part, title, unit, before, after, change, eventIds, events, text);
  }
}
