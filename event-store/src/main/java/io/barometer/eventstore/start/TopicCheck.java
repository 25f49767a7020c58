package io.barometer.eventstore.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
  private static final int PAUSE_MILLIS = 250;

  private TopicCheck() {}

  /**
   * What is wrong with a topic, and what to do. A Kafka that cannot be reached is no problem: the
   * log's owner has what Kafka would bring. A topic that is missing may be about to be created by
   * whoever starts Kafka. Blocks for at most five seconds.
   *
   * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
   */
  public static Optional<String> problem(Map<String, Object> kafka, String topic, int shards) {
    var settings = new HashMap<>(kafka);
    settings.put("default.api.timeout.ms", MILLIS);
    settings.put("request.timeout.ms", MILLIS);
    long deadline = System.nanoTime() + MILLIS * 1_000_000L;
    try (Admin admin = Admin.create(settings)) {
      OptionalInt partitions = partitions(admin, topic);
      while (partitions.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE_MILLIS);
        partitions = partitions(admin, topic);
      }
      int found = partitions.orElse(0);
      return found >= shards ? Optional.empty() : Optional.of(few(topic, found, shards));
    } catch (ExecutionException | TimeoutException unreachable) {
      LOG.warn("Kafka cannot be reached yet; entries are read from their log meanwhile");
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Empty when there is no such topic. */
  private static OptionalInt partitions(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      var topics = admin.describeTopics(List.of(topic)).allTopicNames();
      return OptionalInt.of(
          topics.get(MILLIS, TimeUnit.MILLISECONDS).values().iterator().next().partitions().size());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return OptionalInt.empty();
      }
      throw failure;
    }
  }

  private static String few(String topic, int partitions, int shards) {
    return partitions == 0
        ? "there is no Kafka topic %s: create it with %d partitions".formatted(topic, shards)
        : "Kafka's topic %s has %d partitions and barometer.shards is %d: create it with %d"
            .formatted(topic, partitions, shards, shards);
  }
}
