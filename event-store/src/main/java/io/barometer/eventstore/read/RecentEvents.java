package io.barometer.eventstore.read;

import io.barometer.eventstore.append.StoredEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

  private static final class Tail {
    private final ArrayDeque<StoredEvent> events = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;

    Tail(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    synchronized void add(StoredEvent event) {
      if (!events.isEmpty() && events.getLast().position() + 1 != event.position()) {
        events.clear();
        bytes = 0;
      }
      events.add(event);
      bytes += size(event);
      while (bytes > maxBytes) {
        bytes -= size(events.removeFirst());
      }
    }

    private static long size(StoredEvent event) {
      return event.event().payload().length + OVERHEAD_BYTES;
    }

    synchronized List<StoredEvent> readAfter(long position, int limit) {
      boolean complete = !events.isEmpty() && events.getFirst().position() <= position + 1;
      if (!complete || events.getLast().position() <= position) {
        return List.of();
      }
      long skip = position + 1 - events.getFirst().position();
      var found = new ArrayList<StoredEvent>();
      var rest = events.iterator();
      for (long i = 0; rest.hasNext() && found.size() < limit; i++) {
        var event = rest.next();
        if (i >= skip) {
          found.add(event);
        }
      }
      return found;
    }
  }
}
