package io.barometer.e2e.faults;

import io.barometer.e2e.platform.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at every checkpoint again and again, also across crashes, and notes each one that went back
 * or ran ahead.
 */
final class CheckpointWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private static final String PLACES =
      """
      select 'scoring checkpoint ' || c.shard, c.position, h.last_position
      from scoring.checkpoint c join ingestion.shard_head h using (shard)
      union all
      select 'events published ' || r.shard, r.published_position, h.last_position
      from ingestion.relay r join ingestion.shard_head h using (shard)
      union all
      select 'alerting checkpoint ' || a.shard, a.position, c.last_sequence
      from alerting.checkpoint a join scoring.shard_clock c using (shard)
      union all
      select 'scores published ' || r.shard, r.published_position, c.last_sequence
      from scoring.relay r join scoring.shard_clock c using (shard)
      """;

  private record Place(String name, long position, long head) {}

  private record Standing(long position, long since) {}

  /**
   * A place that stood still though its log had more.
   *
   * @param place its name, empty when none did
   */
  record Standstill(String place, Duration length) {}

  private final Database database;
  private final Map<String, Long> highest = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::watch);
  private final Map<String, Standing> standing = new TreeMap<>();
  private Standstill longest = new Standstill("", Duration.ZERO);
  private long looks;

  CheckpointWatch(Database database) {
    this.database = database;
  }

  void start() {
    thread.start();
  }

  /** What was wrong so far. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** The longest standstill since the last call. */
  synchronized Standstill takeLongest() {
    Standstill taken = longest;
    longest = new Standstill("", Duration.ZERO);
    standing.clear();
    return taken;
  }

  /** How often the checkpoints were read. */
  synchronized long looks() {
    return looks;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      note(
          database.rows(
              PLACES, row -> new Place(row.getString(1), row.getLong(2), row.getLong(3))));
    } catch (Database.DatabaseUnreachable killed) {
      Thread.onSpinWait();
    }
  }

  private synchronized void note(List<Place> places) {
    looks++;
    for (Place place : places) {
      long before = highest.getOrDefault(place.name(), 0L);
      if (place.position() < before) {
        violations.add(place.name() + " went back from " + before + " to " + place.position());
      }
      if (place.position() > place.head()) {
        violations.add(
            place.name() + " is at " + place.position() + ", its log ends at " + place.head());
      }
      highest.merge(place.name(), place.position(), Math::max);
      stand(place, System.nanoTime());
    }
  }

  private void stand(Place place, long now) {
    Standing before = standing.get(place.name());
    if (place.position() == place.head()) {
      standing.remove(place.name());
    } else if (before == null || before.position() != place.position()) {
      standing.put(place.name(), new Standing(place.position(), now));
    } else if (now - before.since() > longest.length().toNanos()) {
      longest = new Standstill(place.name(), Duration.ofNanos(now - before.since()));
    }
  }
}
