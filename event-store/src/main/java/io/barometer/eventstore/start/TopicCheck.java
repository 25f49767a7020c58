package io.barometer.eventstore.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Finds a topic that is missing or has too few partitions for the shards. */
final class TopicCheck {

  private static final Logger LOG = Logger.getLogger(TopicCheck.class);
  private static final int MILLIS = 5_000;

  private TopicCheck() {}

  /**
   * What is wrong with a topic, and what to do. A Kafka that cannot be reached is no problem: the
   * log's owner has what Kafka would bring. Blocks for at most five seconds.
   *
   * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
   */
  public static Optional<String> problem(Map<String, Object> kafka, String topic, int shards) {
    var settings = new HashMap<>(kafka);
    settings.put("default.api.timeout.ms", MILLIS);
    settings.put("request.timeout.ms", MILLIS);
    try (Admin admin = Admin.create(settings)) {
      int partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(MILLIS, TimeUnit.MILLISECONDS)
              .values()
              .iterator()
              .next()
              .partitions()
              .size();
      return partitions >= shards ? Optional.empty() : Optional.of(few(topic, partitions, shards));
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof UnknownTopicOrPartitionException
          ? Optional.of(
              "there is no Kafka topic %s: create it with %d partitions".formatted(topic, shards))
          : unreachable();
    } catch (TimeoutException slow) {
      return unreachable();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String few(String topic, int partitions, int shards) {
    return "Kafka's topic %s has %d partitions and barometer.shards is %d: create it with %d"
        .formatted(topic, partitions, shards, shards);
  }

  private static Optional<String> unreachable() {
    LOG.warn("Kafka cannot be reached yet; entries are read from their log meanwhile");
    return Optional.empty();
  }
}
