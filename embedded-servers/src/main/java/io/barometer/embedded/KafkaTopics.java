package io.barometer.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** Barometer's topics on a broker. */
record KafkaTopics(String address, int partitions) {
  private static final List<String> NAMES =
      List.of("barometer.events", "barometer.scores", "barometer.triggers");

  /** Creates what is missing; adds partitions to a topic that has fewer. */
  void ensure() {
    try (Admin admin = admin()) {
      Set<String> existing = existing(admin);
      create(admin, NAMES.stream().filter(name -> !existing.contains(name)).toList());
      grow(admin, existing);
    }
  }

  void recreate() {
    try (Admin admin = admin()) {
      await(admin.deleteTopics(NAMES).all());
      while (!existing(admin).isEmpty()) {
        Thread.onSpinWait();
      }
      create(admin, NAMES);
    }
  }

  private static Set<String> existing(Admin admin) {
    Set<String> all = new TreeSet<>(await(admin.listTopics().names()));
    all.retainAll(NAMES);
    return all;
  }

  private void create(Admin admin, List<String> missing) {
    await(
        admin
            .createTopics(
                missing.stream()
                    .map(
                        name -> new NewTopic(name, partitions, (short) 1).configs(keepEverything()))
                    .toList())
            .all());
  }

  private void grow(Admin admin, Set<String> existing) {
    Map<String, NewPartitions> more = new HashMap<>();
    for (TopicDescription topic : await(admin.describeTopics(existing).allTopicNames()).values()) {
      if (topic.partitions().size() < partitions) {
        more.put(topic.name(), NewPartitions.increaseTo(partitions));
      }
    }
    await(admin.createPartitions(more).all());
  }

  private static Map<String, String> keepEverything() {
    return Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete");
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address, "client.id", "barometer-topics"));
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while Kafka made its topics", interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new ServerFailedException("Kafka does not make its topics: " + failure, failure);
    }
  }
}
