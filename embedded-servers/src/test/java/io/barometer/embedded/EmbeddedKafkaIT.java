package io.barometer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final String TOPIC = "barometer.events";

  private final int[] ports = FreePorts.take(2);
  @TempDir private Path folder;

  @Test
  void recordsSurviveAHardStop() throws Exception {
    Process first = KafkaInItsOwnProcess.start(folder, ports[0], ports[1]);
    try {
      send("one");
    } finally {
      first.destroyForcibly().waitFor();
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports[0], ports[1], 4)) {
      send("two");
      assertThat(kafka.address()).isEqualTo("127.0.0.1:" + ports[0]);
      assertThat(records(2)).containsExactly("one", "two");
    }
  }

  @Test
  void aTopicGetsAPartitionPerShardAndGrowsWithThem() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports[0], ports[1], 2)) {
      assertThat(partitions()).isEqualTo(2);
      new KafkaTopics(kafka.address(), 3).ensure();
      assertThat(partitions()).isEqualTo(3);
    }
  }

  @Test
  void recreatedTopicsAreEmpty() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, ports[0], ports[1], 1)) {
      send("gone");
      kafka.recreateTopics();
      send("new");
      assertThat(records(1)).containsExactly("new");
    }
  }

  private void send(String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + ports[0]),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, 0, "account", value)).get();
    }
  }

  private int partitions() {
    try (var consumer = consumer()) {
      return consumer.partitionsFor(TOPIC).size();
    }
  }

  private List<String> records(int count) {
    try (var consumer = consumer()) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 50 && values.size() < count; i++) {
        consumer.poll(Duration.ofMillis(200)).forEach(entry -> values.add(entry.value()));
      }
      return values;
    }
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + ports[0]),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
