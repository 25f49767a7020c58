package io.barometer.eventstore.append;

import java.time.Duration;

/**
 * How a store works.
 *
 * @param schema the database schema, for example {@code ingestion}
 * @param shards number of shards, fixed when the schema was made
 * @param autoCreate whether an account's first event creates it, whatever it is
 * @param lateness an event that occurred longer ago is marked late
 * @param maxBatch a transaction takes no further append once it holds so many events
 * @param maxWaiting events that may wait for the writer; more are refused
 */
public record StoreSettings(
    String schema,
    int shards,
    boolean autoCreate,
    Duration lateness,
    int maxBatch,
    int maxWaiting) {

  long latenessMicros() {
    return lateness.toSeconds() * 1_000_000;
  }
}
