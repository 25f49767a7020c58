package io.barometer.eventstore.relay;

import io.barometer.eventstore.KafkaEntries;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one shard: take the lease, read what follows the published position, send, wait for the
 * acks, move it.
 */
final class ShardRelay {

  private static final Logger LOG = Logger.getLogger(ShardRelay.class);
  private static final int BATCH = 2_000;
  private static final long SAVE_MILLIS = 50;
  private static final long RENEWAL_MILLIS = 1_000;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final int shard;
  private final RelayTable table;
  private final LogReader log;
  private final Publisher publisher;
  private final String topic;
  private final long pollMillis;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private long renewed;
  private volatile boolean stopped;
  private volatile long published = -1;

  ShardRelay(
      int shard,
      RelayTable table,
      LogReader log,
      Publisher publisher,
      String topic,
      Duration poll) {
    this.shard = shard;
    this.table = table;
    this.log = log;
    this.publisher = publisher;
    this.topic = topic;
    this.pollMillis = poll.toMillis();
    this.thread = Thread.ofVirtual().name("relay-" + shard).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  long published() {
    return published;
  }

  void stop() {
    stopped = true;
    bell.release();
  }

  void join() {
    try {
      if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
        thread.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!stopped) {
      try {
        lead();
        pause = FIRST_PAUSE_MILLIS;
        rest(pollMillis);
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        LOG.warnf("Relay waits and tries again shard=%d cause=%s", shard, failure);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        nap(pause);
      }
    }
  }

  /** Publishes as long as the lease holds; returns at once when another process has it. */
  private void lead() throws InterruptedException {
    table.create(shard);
    var lease = table.acquire(shard).orElse(null);
    try {
      published = lease == null ? -1 : lease.published();
      while (lease != null && !stopped) {
        lease = advance(lease);
      }
    } finally {
      if (lease != null) {
        table.release(shard, lease, published);
      }
      published = -1;
    }
  }

  /**
   * One step; null when the lease is lost. What was published is remembered in the table now and
   * then only: after a crash the rest is published again, which no reader minds.
   */
  private RelayTable.@Nullable Lease advance(RelayTable.Lease lease) throws InterruptedException {
    List<LogEntry> entries = log.readAfter(shard, published, BATCH);
    if (!entries.isEmpty()) {
      publisher.publish(
          entries.stream().map(entry -> KafkaEntries.toRecord(topic, entry)).toList());
      published = entries.getLast().position();
    } else {
      rest(published > lease.published() ? SAVE_MILLIS : pollMillis);
    }
    long since = (System.nanoTime() - renewed) / 1_000_000;
    if (since < (published > lease.published() ? SAVE_MILLIS : RENEWAL_MILLIS)) {
      return lease;
    }
    renewed = System.nanoTime();
    boolean held = table.advance(shard, lease, published);
    return held ? new RelayTable.Lease(lease.epoch(), published) : null;
  }

  private void rest(long millis) throws InterruptedException {
    if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  private void nap(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      stopped = true;
    }
  }
}
