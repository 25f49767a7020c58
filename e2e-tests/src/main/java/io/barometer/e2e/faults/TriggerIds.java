package io.barometer.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of playbook triggers as an engine does that keeps the ids it has seen. */
final class TriggerIds {
  private static final String TOPIC = "barometer.triggers";

  private TriggerIds() {}

  /** The ids of all CloudEvents from the beginning to the end that there is now. */
  static Set<String> inTopic(String kafka) {
    Set<String> ids = new TreeSet<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(event -> ids.add(id(event)));
      }
    }
    return ids;
  }

  private static String id(ConsumerRecord<byte[], byte[]> event) {
    return new String(event.headers().lastHeader("ce_id").value(), UTF_8);
  }
}
