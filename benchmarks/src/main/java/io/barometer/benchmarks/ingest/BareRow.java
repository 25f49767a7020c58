package io.barometer.benchmarks.ingest;

import io.barometer.proto.event.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What a bare insert writes for an event: the columns that ingestion-service fills, of the same
 * types and sizes.
 */
record BareRow(
    String tenantId,
    String accountId,
    long version,
    UUID eventId,
    String type,
    int schemaVersion,
    long occurredMicros,
    long recordedMicros,
    String source,
    byte[] payload,
    byte[] digest) {
  static final String COLUMNS =
      "shard, position, tenant_id, account_id, version, event_id, type, schema_version, occurred_at,"
          + " recorded_at, source, payload, digest, trace_parent, late";
  private static final int DIGEST_BYTES = 32;

  /**
   * Rows for the events.
   *
   * @param firstVersion larger than every version written before; versions need not be gap-free
   *     here
   */
  static List<BareRow> of(List<Event> events, long firstVersion, Random random) {
    List<BareRow> rows = new ArrayList<>(events.size());
    for (Event event : events) {
      byte[] digest = new byte[DIGEST_BYTES];
      random.nextBytes(digest);
      long micros = event.getOccurredTime().getSeconds() * 1_000_000;
      rows.add(
          new BareRow(
              "demo",
              event.getAccountId(),
              firstVersion + rows.size(),
              new UUID(random.nextLong(), random.nextLong()),
              "activity",
              1,
              micros,
              micros,
              event.getSource(),
              event.toByteArray(),
              digest));
    }
    return rows;
  }
}
