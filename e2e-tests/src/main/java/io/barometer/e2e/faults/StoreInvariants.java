package io.barometer.e2e.faults;

import io.barometer.e2e.platform.Database;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What must hold of the event store: nothing lost, nothing doubled, no gap, and a chain that
 * verifies.
 */
final class StoreInvariants {
  private final Database database;

  StoreInvariants(Database database) {
    this.database = database;
  }

  /** Everything that does not hold, in words. */
  List<String> violations(String tenantId, Collection<UUID> acknowledged) {
    List<String> violations = new ArrayList<>();
    stored(tenantId, acknowledged, violations);
    positions(violations);
    versions(violations);
    chain(violations);
    return violations;
  }

  private void stored(String tenantId, Collection<UUID> acknowledged, List<String> violations) {
    Map<UUID, Integer> stored = new HashMap<>();
    database
        .rows(
            "select event_id from ingestion.event where tenant_id = ?",
            row -> row.getObject(1, UUID.class),
            tenantId)
        .forEach(id -> stored.merge(id, 1, Integer::sum));
    stored.forEach(
        (id, times) -> {
          if (times != 1) {
            violations.add("event " + id + " is stored " + times + " times");
          }
          if (!acknowledged.contains(id)) {
            violations.add("event " + id + " is stored and was not acknowledged");
          }
        });
    for (UUID id : acknowledged) {
      if (!stored.containsKey(id)) {
        violations.add("event " + id + " was acknowledged and is not stored");
      }
    }
  }

  private void positions(List<String> violations) {
    violations.addAll(
        database.texts(
            """
            select format('shard %s: %s events, positions %s to %s, head %s',
                          h.shard, count(e), min(e.position), max(e.position), h.last_position)
            from ingestion.shard_head h left join ingestion.event e using (shard)
            group by h.shard, h.last_position
            having count(e) <> h.last_position
               or coalesce(min(e.position), 1) <> 1
               or coalesce(max(e.position), 0) <> h.last_position
               or count(distinct e.position) <> count(e)
            """));
  }

  private void versions(List<String> violations) {
    violations.addAll(
        database.texts(
            """
            select format('account %s: %s events, versions %s to %s',
                          account_id, count(*), min(version), max(version))
            from ingestion.event
            group by shard, tenant_id, account_id
            having min(version) <> 1 or max(version) <> count(*) or count(distinct version) <> count(*)
            """));
  }

  private record Link(int shard, long first, long last, byte[] hash) {}

  private record Stored(long position, long version, UUID id, long recordedMicros, byte[] digest) {}

  private void chain(List<String> violations) {
    List<Link> links =
        database.rows(
            "select shard, first_position, last_position, hash from ingestion.batch order by 1, 2",
            row -> new Link(row.getInt(1), row.getLong(2), row.getLong(3), row.getBytes(4)));
    Map<Integer, byte[]> heads = new HashMap<>();
    Map<Integer, Long> ends = new HashMap<>();
    Map<Integer, List<Stored>> events = new HashMap<>();
    for (Link link : links) {
      List<Stored> shard = events.computeIfAbsent(link.shard(), this::events);
      long expectedFirst = ends.getOrDefault(link.shard(), 0L) + 1;
      if (link.first() != expectedFirst || link.last() > shard.size()) {
        violations.add(
            "shard "
                + link.shard()
                + ": a batch from "
                + link.first()
                + " on, expected "
                + expectedFirst);
        return;
      }
      byte[] before = heads.getOrDefault(link.shard(), new byte[32]);
      byte[] hash = hash(before, shard.subList((int) link.first() - 1, (int) link.last()));
      if (!Arrays.equals(hash, link.hash())) {
        violations.add(
            "shard "
                + link.shard()
                + ": the chain breaks in the batch from "
                + link.first()
                + " on");
      }
      heads.put(link.shard(), hash);
      ends.put(link.shard(), link.last());
    }
    heads.forEach((shard, hash) -> head(shard, hash, violations));
  }

  private void head(int shard, byte[] hash, List<String> violations) {
    byte[] stored =
        database
            .rows(
                "select last_hash from ingestion.shard_head where shard = ?",
                row -> row.getBytes(1),
                shard)
            .getFirst();
    if (!Arrays.equals(stored, hash)) {
      violations.add("shard " + shard + ": the head is not the end of the chain");
    }
  }

  private List<Stored> events(int shard) {
    return database.rows(
        """
        select position, version, event_id,
               (extract(epoch from recorded_at) * 1000000)::bigint, digest
        from ingestion.event where shard = ? order by position
        """,
        row ->
            new Stored(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getBytes(5)),
        shard);
  }

  private static byte[] hash(byte[] previous, List<Stored> events) {
    MessageDigest sha256 = EventIds.sha256();
    sha256.update(previous);
    for (Stored event : events) {
      sha256.update(
          ByteBuffer.allocate(5 * Long.BYTES)
              .putLong(event.position())
              .putLong(event.version())
              .putLong(event.id().getMostSignificantBits())
              .putLong(event.id().getLeastSignificantBits())
              .putLong(event.recordedMicros())
              .array());
      sha256.update(event.digest());
    }
    return sha256.digest();
  }
}
