package io.barometer.eventstore.read;

import io.barometer.eventstore.append.StoredEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last committed events of each shard, kept in memory so that the relay need not read back what
 * this process has just written. Bounded by bytes; what has left it, or was written by another
 * process, comes from the database.
 */
public final class RecentEvents {

  private static final long OVERHEAD_BYTES = 400;

  private final Tail[] tails;

  /** The last events of each shard, at most so many bytes of each. */
  public RecentEvents(int shards, long bytesPerShard) {
    this.tails = Stream.generate(() -> new Tail(bytesPerShard)).limit(shards).toArray(Tail[]::new);
  }

  /** Keeps events that were committed, in order. */
  public void add(List<StoredEvent> events) {
    events.forEach(event -> tails[event.shard()].add(event));
  }

  /** Events after a position, without gaps; empty when they are not all here. */
  public List<StoredEvent> readAfter(int shard, long position, int limit) {
    return tails[shard].readAfter(position, limit);
  }

  /** The events of positions first … last, each in the slot of its position. */
  private static final class Tail {
    private final long maxBytes;
    private @Nullable StoredEvent[] slots = new @Nullable StoredEvent[256];
    private long first = 1;
    private long last;
    private long bytes;

    Tail(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    synchronized void add(StoredEvent event) {
      if (last + 1 != event.position()) {
        clear(event.position());
      }
      if (last - first + 1 == slots.length) {
        grow();
      }
      last = event.position();
      slots[slot(last)] = event;
      bytes += size(event);
      while (bytes > maxBytes && first <= last) {
        bytes -= size(at(first));
        slots[slot(first++)] = null;
      }
    }

    synchronized List<StoredEvent> readAfter(long position, int limit) {
      if (position + 1 < first || position >= last) {
        return List.of();
      }
      int size = (int) Math.min(limit, last - position);
      var found = new ArrayList<StoredEvent>(size);
      for (int i = 1; i <= size; i++) {
        found.add(at(position + i));
      }
      return found;
    }

    private void clear(long next) {
      Arrays.fill(slots, null);
      first = next;
      last = next - 1;
      bytes = 0;
    }

    private void grow() {
      var before = slots;
      slots = new @Nullable StoredEvent[2 * before.length];
      for (long position = first; position <= last; position++) {
        slots[slot(position)] = before[(int) (position & (before.length - 1))];
      }
    }

    private StoredEvent at(long position) {
      return Objects.requireNonNull(slots[slot(position)]);
    }

    /** The number of slots is a power of two. */
    private int slot(long position) {
      return (int) (position & (slots.length - 1));
    }

    private static long size(StoredEvent event) {
      return event.event().payload().length + OVERHEAD_BYTES;
    }
  }
}
