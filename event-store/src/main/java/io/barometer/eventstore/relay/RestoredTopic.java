package io.barometer.eventstore.relay;

import io.barometer.eventstore.KafkaEntries;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import io.barometer.eventstore.start.Precondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds a topic that has entries which its log does not have: the log's database was restored to an
 * earlier moment, or failed over to a replica that lacked something. What is recorded next would
 * get positions that the topic has given away, and readers would take it for repeats. An entry is
 * published after it is stored, so a topic never runs ahead otherwise.
 */
record RestoredTopic(Map<String, Object> kafka, String topic, int shards, LogReader log) {

  private static final int MILLIS = 5_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Ends the start of such a log's owner. To be asked before anything new is recorded. Blocks for
   * one answer of Kafka, at most some seconds.
   *
   * @throws io.barometer.eventstore.start.StartRefusedException naming every shard
   */
  void refuse() {
    new Precondition("end of " + topic, this::problems).refuse();
  }

  /** Kafka is asked first: the log may grow meanwhile, and must not seem to lack that. */
  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    lastPositions()
        .forEach(
            (shard, position) -> {
              if (log.readAfter(shard, position - 1, 1).isEmpty()) {
                problems.add(
                    "Kafka's topic %s has entry %d of shard %d and the log in the database does not: it was restored to an earlier moment, so empty the topic"
                        .formatted(topic, position, shard));
              }
            });
    return problems;
  }

  /** The position of the last entry of each shard that has one. */
  private SortedMap<Integer, Long> lastPositions() {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    long deadline = System.nanoTime() + MILLIS * 1_000_000L;
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings())) {
      List<TopicPartition> wanted = lastRecords(consumer);
      while (positions.size() < wanted.size()) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("the last entries of " + topic + " cannot be read");
        }
        for (ConsumerRecord<byte[], byte[]> last : consumer.poll(POLL)) {
          LogEntry entry = KafkaEntries.fromRecord(last);
          positions.put(last.partition(), entry == null ? 0 : entry.position());
        }
      }
    }
    positions.values().removeIf(position -> position == 0);
    return positions;
  }

  /** Puts the consumer before the last record of each partition that has one. */
  private List<TopicPartition> lastRecords(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> all =
        IntStream.range(0, shards).mapToObj(shard -> new TopicPartition(topic, shard)).toList();
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
    consumer.beginningOffsets(all).forEach(ends::remove);
    consumer.assign(ends.keySet());
    ends.forEach((partition, end) -> consumer.seek(partition, end - 1));
    return List.copyOf(ends.keySet());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("default.api.timeout.ms", MILLIS);
    settings.put("request.timeout.ms", MILLIS);
    settings.put("enable.auto.commit", false);
    return settings;
  }
}
