package io.barometer.eventstore.append;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chain over a shard's batches: hash = SHA-256(previous hash, then of each event its position,
 * version, id, recorded time and content digest). Whoever changes, drops or inserts an event breaks
 * it from there on. One per thread.
 */
public final class HashChain {

  private static final int EVENT_BYTES = 5 * Long.BYTES + 32;

  private final MessageDigest[] digests;
  private final ByteBuffer event = ByteBuffer.allocate(EVENT_BYTES);

  public HashChain(int shards) {
    this.digests =
        Stream.generate(Fingerprints::sha256).limit(shards).toArray(MessageDigest[]::new);
  }

  /** The hash of a batch of one shard. */
  public byte[] hash(int shard, byte[] previous, List<StoredEvent> events) {
    digests[shard].update(previous);
    events.forEach(this::add);
    return digests[shard].digest();
  }

  List<Batch.Step> steps(Head[] heads, long[] positions, long[] recorded, List<StoredEvent> rows) {
    for (Head head : heads) {
      digests[head.shard()].reset();
      digests[head.shard()].update(head.lastHash());
    }
    rows.forEach(this::add);
    var steps = new ArrayList<Batch.Step>(heads.length);
    for (Head head : heads) {
      int shard = head.shard();
      if (positions[shard] > head.lastPosition()) {
        byte[] hash = digests[shard].digest();
        steps.add(new Batch.Step(head, new Head(shard, positions[shard], hash, recorded[shard])));
      }
    }
    return steps;
  }

  private void add(StoredEvent row) {
    event
        .clear()
        .putLong(row.position())
        .putLong(row.version())
        .putLong(row.event().eventId().getMostSignificantBits())
        .putLong(row.event().eventId().getLeastSignificantBits())
        .putLong(row.recordedMicros())
        .put(row.event().digest());
    digests[row.shard()].update(event.array(), 0, event.position());
  }
}
