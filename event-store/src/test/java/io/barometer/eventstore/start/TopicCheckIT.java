package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.embedded.EmbeddedKafka;
import io.barometer.embedded.Folders;
import io.barometer.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCheckIT {

  private static final int[] PORTS = FreePorts.take(3);

  private static Path folder;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createTempDirectory("topic-check-");
    kafka = EmbeddedKafka.start(folder, PORTS[0], PORTS[1], 4);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
    Folders.remove(folder);
  }

  private static Map<String, Object> at(String address) {
    return Map.of("bootstrap.servers", address);
  }

  @Test
  void aTopicWithAsManyPartitionsAsShardsOrMoreIsFine() {
    assertThat(TopicCheck.problem(at(kafka.address()), "barometer.events", 4)).isEmpty();
    assertThat(TopicCheck.problem(at(kafka.address()), "barometer.events", 2)).isEmpty();
  }

  @Test
  void tooFewPartitionsAreRefusedNamingBothNumbers() {
    assertThat(TopicCheck.problem(at(kafka.address()), "barometer.events", 5))
        .hasValue(
            "Kafka's topic barometer.events has 4 partitions and barometer.shards is 5: create it"
                + " with 5");
  }

  @Test
  void aMissingTopicIsRefused() {
    assertThat(TopicCheck.problem(at(kafka.address()), "barometer.missing", 4))
        .hasValue("there is no Kafka topic barometer.missing: create it with 4 partitions");
  }

  @Test
  void aKafkaThatIsAwayIsNoReasonToRefuse() {
    assertThat(TopicCheck.problem(at("127.0.0.1:" + PORTS[2]), "barometer.events", 4)).isEmpty();
  }
}
