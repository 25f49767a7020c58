package io.barometer.eventstore.project;

import io.barometer.eventstore.Gathering;
import io.barometer.eventstore.KafkaEntries;
import io.barometer.eventstore.LogEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Applies one shard's batches, one at a time, on a virtual thread; tries again until it works or
 * the shard goes away.
 */
final class ShardWorker {

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** The offset behind the last record that is applied. */
  record Done(int shard, OffsetAndMetadata offset) {}

  private final int shard;
  private final ProjectionLoop loop;
  private final IntPredicate owned;
  private final Runnable whenDone;
  private final Trouble trouble;
  private final Gathering gathering;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<Optional<Done>> newOffset = new AtomicReference<>(Optional.empty());
  private volatile long lastHeard = System.nanoTime();

  ShardWorker(
      int shard,
      ProjectionLoop loop,
      IntPredicate owned,
      Runnable whenDone,
      Trouble trouble,
      Gathering gathering) {
    this.shard = shard;
    this.loop = loop;
    this.owned = owned;
    this.whenDone = whenDone;
    this.trouble = trouble;
    this.gathering = gathering;
  }

  boolean idle() {
    return pending.get() == 0;
  }

  /** The offset to commit, once. */
  Optional<Done> newOffset() {
    return newOffset.getAndSet(Optional.empty());
  }

  /** Applies records of the shard. The shard must be paused while this works. */
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    var entries = records.stream().map(KafkaEntries::fromRecord).filter(Objects::nonNull).toList();
    var done = new Done(shard, new OffsetAndMetadata(records.getLast().offset() + 1));
    pending.incrementAndGet();
    Thread.startVirtualThread(() -> insist(() -> apply(entries, done)));
  }

  /** Asks the log itself when nothing came for a while. */
  void askAfterSilence(long now, long silenceMillis) {
    if (now - lastHeard > silenceMillis * 1_000_000 && pending.compareAndSet(0, 1)) {
      Thread.startVirtualThread(
          () -> {
            try {
              attempt(() -> loop.catchUp(shard));
            } finally {
              free();
            }
          });
    }
  }

  private void apply(List<LogEntry> entries, Done done) {
    long began = System.nanoTime();
    loop.accept(shard, entries);
    gathering.took(System.nanoTime() - began);
    newOffset.set(Optional.of(done));
  }

  private void insist(Runnable work) {
    try {
      long pause = FIRST_PAUSE_MILLIS;
      while (!attempt(work) && owned.test(shard)) {
        Thread.sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
      trouble.over(shard);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      free();
    }
  }

  private boolean attempt(Runnable work) {
    try {
      work.run();
      trouble.over(shard);
      return true;
    } catch (RuntimeException failure) {
      trouble.met(shard, failure);
      return false;
    }
  }

  private void free() {
    lastHeard = System.nanoTime();
    pending.decrementAndGet();
    whenDone.run();
  }
}
