package io.barometer.eventstore.project;

import io.barometer.eventstore.Gathering;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Feeds a {@link ProjectionLoop} from a Kafka topic. One thread polls; each partition's batches are
 * applied one after the other on a virtual thread, and the partition is paused meanwhile, so
 * nothing piles up here. Kafka's offsets only say where to look first: the loop's positions decide
 * what is new. A shard that heard nothing for a while asks the log itself, so a silent, lagging or
 * wiped Kafka delays entries and loses none.
 */
public final class ShardConsumer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ShardConsumer.class);

  private static final long COMMIT_NANOS = 1_000_000_000;

  /** At a steady trickle, entries of at most so much time share one transaction per shard. */
  private static final Duration LONGEST_GATHERING = Duration.ofMillis(40);

  /** Two looks apart by this find a shard that nobody works on. */
  private static final long LONGEST_LOOK_NANOS = 1_500_000_000;

  /** Whoever finds so many waiting does not wait for more. */
  private static final int MANY = 500;

  private final String topic;
  private final int shards;
  private final ProjectionLoop loop;
  private final Map<String, Object> settings;
  private final long netMillis;
  private final List<ShardWorker> workers;
  private final StalledShards stalled;
  private final Gathering gathering = new Gathering(LONGEST_GATHERING);
  private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private long committed = System.nanoTime();
  private volatile boolean closed;
  private volatile boolean joined;
  private volatile Consumer<byte[], byte[]> consumer;

  /**
   * A consumer, not started yet.
   *
   * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
   * @param groupId replicas with the same group share the shards
   * @param net how long a shard may hear nothing before it asks the log itself
   */
  public ShardConsumer(
      Map<String, Object> kafka,
      String topic,
      String groupId,
      int shards,
      Duration net,
      ProjectionLoop loop) {
    this.topic = topic;
    this.shards = shards;
    this.loop = loop;
    this.netMillis = net.toMillis();
    this.settings = settings(kafka, groupId);
    this.thread = Thread.ofPlatform().name("consume-" + topic).daemon().unstarted(this::run);
    this.consumer = new KafkaConsumer<>(settings);
    this.stalled = new StalledShards(topic, loop, Math.min(net.toNanos(), LONGEST_LOOK_NANOS));
    Trouble trouble = new Trouble(topic);
    this.workers =
        IntStream.range(0, shards)
            .mapToObj(
                shard -> new ShardWorker(shard, loop, this::owns, this::wake, trouble, gathering))
            .toList();
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, String groupId) {
    var settings = new HashMap<>(kafka);
    settings.put("group.id", groupId);
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.putIfAbsent("max.poll.records", 2_000);
    settings.putIfAbsent("session.timeout.ms", 6_000);
    settings.putIfAbsent("heartbeat.interval.ms", 1_500);
    settings.putIfAbsent("reconnect.backoff.max.ms", 1_000);
    settings.putIfAbsent("metadata.max.age.ms", 10_000);
    return settings;
  }

  /** Starts consuming. */
  public void start() {
    thread.start();
  }

  /** The shards that this process works on. */
  public Set<Integer> shards() {
    return IntStream.range(0, shards)
        .filter(this::owns)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Positions reached, by shard, of the shards that this process works on. */
  public Map<Integer, Long> positions() {
    return IntStream.range(0, shards)
        .filter(this::owns)
        .boxed()
        .collect(Collectors.toMap(shard -> shard, loop::position));
  }

  /**
   * Until Kafka says who works on what, everybody looks after every shard: the checkpoint's lock
   * keeps that harmless.
   */
  private boolean owns(int shard) {
    return !closed && (assigned.contains(shard) || !joined);
  }

  private void run() {
    while (!closed) {
      try (var current = consumer) {
        current.subscribe(List.of(topic), new Rebalance());
        while (!closed) {
          step(current);
        }
      } catch (KafkaException failure) {
        joined = false;
        LOG.warn("Kafka consumer starts again", failure);
        restart();
      }
    }
  }

  private void restart() {
    pause(1_000);
    assigned.clear();
    if (!closed) {
      consumer = new KafkaConsumer<>(settings);
    }
  }

  private void step(Consumer<byte[], byte[]> current) {
    resume(current);
    var records = poll(current);
    long arrived = System.nanoTime();
    for (TopicPartition partition : records.partitions()) {
      if (partition.partition() < shards) {
        current.pause(List.of(partition));
        workers.get(partition.partition()).take(records.records(partition));
      }
    }
    commit(current);
    long now = System.nanoTime();
    IntStream.range(0, shards)
        .filter(this::owns)
        .forEach(shard -> workers.get(shard).askAfterSilence(now, netMillis));
    stalled.lookAfter(
        IntStream.range(0, shards).filter(shard -> !owns(shard)).boxed().toList(), now);
    if (!records.isEmpty() && records.count() < MANY) {
      gather(arrived + gathering.nanos());
    }
  }

  /** The first entry after a quiet while goes at once; those behind it wait for each other. */
  private void gather(long until) {
    long left = until - System.nanoTime();
    while (left > 0 && !closed) {
      LockSupport.parkNanos(left);
      left = until - System.nanoTime();
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> current) {
    try {
      return current.poll(Duration.ofMillis(Math.min(netMillis, 500)));
    } catch (WakeupException workDone) {
      return ConsumerRecords.empty();
    }
  }

  private void resume(Consumer<byte[], byte[]> current) {
    var idle =
        current.paused().stream()
            .filter(partition -> workers.get(partition.partition()).idle())
            .toList();
    if (!idle.isEmpty()) {
      current.resume(idle);
    }
  }

  /**
   * A hint for the next start, now and then: losing it costs repeats, which the loop drops, and the
   * broker writes every one of them.
   */
  private void commit(Consumer<byte[], byte[]> current) {
    long now = System.nanoTime();
    if (now - committed < COMMIT_NANOS) {
      return;
    }
    committed = now;
    var offsets =
        assigned.stream()
            .flatMap(shard -> workers.get(shard).newOffset().stream())
            .collect(
                Collectors.toMap(
                    offset -> new TopicPartition(topic, offset.shard()), ShardWorker.Done::offset));
    if (!offsets.isEmpty()) {
      current.commitAsync(offsets, (written, failure) -> {});
    }
  }

  private void wake() {
    consumer.wakeup();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops polling; what is being applied may finish. */
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.stream()
          .map(TopicPartition::partition)
          .filter(shard -> shard < shards)
          .forEach(assigned::add);
      joined = true;
      LOG.infof("Shards assigned topic=%s shards=%s", topic, assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> assigned.remove(partition.partition()));
      joined = !assigned.isEmpty();
    }
  }
}
