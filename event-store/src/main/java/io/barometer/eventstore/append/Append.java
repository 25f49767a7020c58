package io.barometer.eventstore.append;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One caller's events, stored in order and in one transaction.
 *
 * @param events 1 or more
 * @param atomic all or nothing; otherwise each event for itself
 * @param expectedVersion version at which the stream of the first event must be, 0 for no stream
 * @param answer one outcome per event, in order, once it is durable; in an atomic append that holds
 *     a refusal nothing was stored. Fails with {@link StoreUnavailableException} when nobody knows:
 *     the same events may be sent again
 */
public record Append(
    List<NewEvent> events,
    boolean atomic,
    OptionalLong expectedVersion,
    CompletableFuture<List<Outcome>> answer) {

  /** An append without an expectation. */
  public static Append of(List<NewEvent> events, boolean atomic) {
    return expecting(events, atomic, OptionalLong.empty());
  }

  /** An append. */
  public static Append expecting(List<NewEvent> events, boolean atomic, OptionalLong version) {
    return new Append(List.copyOf(events), atomic, version, new CompletableFuture<>());
  }
}
