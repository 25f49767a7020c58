package io.barometer.ingestion.publish;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.append.StoredEvent;
import io.barometer.eventstore.read.EventLog;
import io.barometer.eventstore.read.RecentEvents;
import io.barometer.eventstore.relay.LogRelay;
import io.barometer.ingestion.log.RecordedEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Publishes the event log to Kafka. What this process has just committed is published from memory;
 * everything else is read from the store.
 */
public final class EventPublisher implements AutoCloseable {

  /** The topic of the event log. */
  public static final String TOPIC = "barometer.events";

  private static final long RECENT_BYTES = 8L * 1024 * 1024;
  private static final Duration POLL = Duration.ofMillis(500);

  private final EventLog log;
  private final RecentEvents recent;
  private final AtomicLongArray heads;
  private final AtomicLongArray polled;
  private final LogRelay relay;

  /** A publisher, not started yet. */
  public EventPublisher(
      EventLog log, Pool pool, Map<String, Object> kafka, int shards, MeterRegistry meters) {
    this.log = log;
    this.recent = new RecentEvents(shards, RECENT_BYTES);
    this.heads = new AtomicLongArray(shards);
    this.polled = new AtomicLongArray(shards);
    this.relay = new LogRelay(pool, "ingestion.relay", this::readAfter, kafka, TOPIC, shards, POLL);
    for (int shard = 0; shard < shards; shard++) {
      register(meters, shard);
    }
  }

  private void register(MeterRegistry meters, int shard) {
    Gauge.builder("barometer.relay.lag", () -> lag(shard))
        .description(
            "Events of a shard that are stored and not yet published; 0 where another process publishes")
        .tag("shard", Integer.toString(shard))
        .register(meters);
  }

  private long lag(int shard) {
    long published = relay.published(shard);
    return published < 0 ? 0 : Math.max(0, heads.get(shard) - published);
  }

  private List<LogEntry> readAfter(int shard, long position, int limit) {
    var events = recent.readAfter(shard, position, limit);
    if (events.isEmpty() && (heads.get(shard) > position || pollIsDue(shard))) {
      events = log.readAfter(shard, position, Long.MAX_VALUE, limit);
    }
    return events.stream().map(RecordedEvents::entry).toList();
  }

  /** Beyond what this process has stored there is only what another one may have stored. */
  private boolean pollIsDue(int shard) {
    long now = System.nanoTime();
    if (now - polled.get(shard) < POLL.toNanos()) {
      return false;
    }
    polled.set(shard, now);
    return true;
  }

  /** Starts publishing. */
  public void start() {
    log.heads().forEach(head -> heads.set(head.shard(), head.lastPosition()));
    relay.start();
  }

  /** Hears of a commit; does not block. */
  public void committed(List<StoredEvent> events) {
    recent.add(events);
    events.forEach(event -> heads.set(event.shard(), event.position()));
    for (int shard = 0; shard < heads.length(); shard++) {
      relay.wake(shard);
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
