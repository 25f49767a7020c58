package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker and controller inside this JVM, on the loopback interface.
 *
 * <p>The topics {@code barometer.events}, {@code barometer.scores} and {@code barometer.triggers}
 * have one partition per shard and keep everything: they are copies of logs that are kept for ever
 * in PostgreSQL, and a time limit would be held against recorded times that an import sets years
 * back. Whoever needs the disk may delete the folder; the services publish it again.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final KafkaTopics topics;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, KafkaTopics topics, int port) {
    this.server = server;
    this.topics = topics;
    this.port = port;
  }

  /**
   * Starts Kafka and returns when the topics are there; formats the folder on the first start.
   *
   * @param shards partitions of each topic; more than the topics have adds partitions, fewer
   *     changes nothing
   * @throws ServerFailedException when it does not come up
   */
  public static EmbeddedKafka start(Path dataFolder, int port, int controllerPort, int shards) {
    try {
      Path folder = Files.createDirectories(dataFolder).toAbsolutePath();
      KafkaStorage.formatOnce(folder);
      Map<String, Object> properties = properties(folder, port, controllerPort);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      EmbeddedKafka kafka =
          new EmbeddedKafka(server, new KafkaTopics("127.0.0.1:" + port, shards), port);
      try {
        server.startup();
        kafka.topics.ensure();
        return kafka;
      } catch (RuntimeException failure) {
        kafka.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ServerFailedException("Kafka does not start: " + failure, failure);
    }
  }

  /** Host and port, as {@code kafka.bootstrap.servers} wants it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Throws both topics away with all that is in them, and makes them anew. */
  public void recreateTopics() {
    topics.recreate();
  }

  /** Stops the broker, then the controller. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, Object> properties(Path folder, int port, int controllerPort) {
    Map<String, Object> all = new HashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", KafkaStorage.NODE_ID);
    all.put("log.dirs", folder.toString());
    all.put(
        "listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
    all.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "BROKER");
    all.put("controller.listener.names", "CONTROLLER");
    all.put("controller.quorum.voters", KafkaStorage.NODE_ID + "@127.0.0.1:" + controllerPort);
    // a broker that was killed is known as alive until its session ends, and cannot register again
    // before
    all.put("broker.session.timeout.ms", millis(Duration.ofSeconds(3)));
    all.put("broker.heartbeat.interval.ms", "500");
    all.putAll(internalTopics());
    all.putAll(footprint());
    return all;
  }

  private static Map<String, Object> internalTopics() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "group.initial.rebalance.delay.ms", "0",
        "auto.create.topics.enable", "false");
  }

  private static Map<String, Object> footprint() {
    return Map.of(
        "log.cleaner.dedupe.buffer.size", "" + 4 * 1024 * 1024,
        "log.cleaner.io.buffer.size", "" + 64 * 1024,
        "num.network.threads", "2",
        "num.io.threads", "2",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "2",
        "message.max.bytes", "" + 8 * 1024 * 1024,
        "log.retention.ms", "-1");
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
