package io.barometer.eventstore.project;

import io.barometer.eventstore.LogAwayException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes over from an instance that died or hangs before Kafka notices, which takes its session's
 * timeout. A shard of somebody else whose checkpoint stands still from one look to the next while
 * its log has more is brought up to date here. When its owner was only slow, the checkpoint's lock
 * keeps both apart, and the one that comes second finds nothing to do.
 */
final class StalledShards {
  private static final Logger LOG = Logger.getLogger(StalledShards.class);

  private final String topic;
  private final ProjectionLoop loop;
  private final long pauseNanos;
  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private long looked = System.nanoTime();

  StalledShards(String topic, ProjectionLoop loop, long pauseNanos) {
    this.topic = topic;
    this.loop = loop;
    this.pauseNanos = pauseNanos;
  }

  /** Looks after shards of others now and then, on a thread of its own; for one caller. */
  void lookAfter(Collection<Integer> others, long now) {
    seen.keySet().retainAll(others);
    if (!others.isEmpty() && now - looked > pauseNanos && looking.compareAndSet(false, true)) {
      looked = now;
      Thread.startVirtualThread(
          () -> {
            try {
              look(others);
            } finally {
              looking.set(false);
            }
          });
    }
  }

  /** Takes over those that stand still since the last look. */
  void look(Collection<Integer> others) {
    for (int shard : others) {
      try {
        look(shard);
      } catch (LogAwayException unknown) {
        LOG.debugf("Nobody tells whether a shard stands still topic=%s shard=%d", topic, shard);
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "A shard cannot be taken over topic=%s shard=%d", topic, shard);
      }
    }
  }

  private void look(int shard) {
    long position = loop.checkpoint(shard);
    Long before = seen.put(shard, position);
    if (before != null && before == position && loop.hasMore(shard, position)) {
      LOG.infof("Shard taken over topic=%s shard=%d position=%d", topic, shard, position);
      loop.takeOver(shard);
    }
  }
}
