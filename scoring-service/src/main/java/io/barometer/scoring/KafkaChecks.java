package io.barometer.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Refuses topics with fewer partitions than shards. A Kafka that is not there yet only delays. */
@ApplicationScoped
class KafkaChecks {
  private static final Logger LOG = Logger.getLogger(KafkaChecks.class);
  private static final int WAIT_MILLIS = 5_000;

  private final String servers;
  private final int shards;

  KafkaChecks(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      @ConfigProperty(name = "barometer.shards", defaultValue = "4") int shards) {
    this.servers = servers;
    this.shards = shards;
  }

  /**
   * Checks; blocks.
   *
   * @throws StartRefusedException with what to do
   */
  void run() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "request.timeout.ms", WAIT_MILLIS,
            "default.api.timeout.ms", WAIT_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      var topics = List.of(Projector.EVENTS, Projector.SCORES);
      admin.describeTopics(topics).topicNameValues().forEach(this::check);
    }
  }

  private void check(String topic, KafkaFuture<TopicDescription> asked) {
    try {
      int partitions = asked.get(WAIT_MILLIS, TimeUnit.MILLISECONDS).partitions().size();
      if (partitions < shards) {
        throw new StartRefusedException(
            "The Kafka topic %s has %d partitions, and barometer.shards is %d. Add partitions, or correct barometer.shards."
                .formatted(topic, partitions, shards));
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new StartRefusedException(
            "There is no Kafka topic %s. Create it with %d partitions.".formatted(topic, shards));
      }
      LOG.warnf("Kafka could not be asked about a topic topic=%s", topic);
    } catch (TimeoutException unreachable) {
      LOG.warnf("Kafka could not be asked about a topic topic=%s", topic);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
