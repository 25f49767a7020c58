package io.barometer.eventstore.relay;

import io.barometer.eventstore.LogReader;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes every entry of a log to the Kafka partition of its shard, in order, at least once. A
 * lease with an epoch keeps one relay per shard; the published position moves after Kafka's
 * acknowledgement, by compare-and-set with the epoch, so a zombie can repeat entries but never move
 * or skip anything.
 */
public final class LogRelay implements AutoCloseable {

  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final List<ShardRelay> relays;

  /**
   * A relay, not started yet.
   *
   * @param pool a database role that may change the relay table
   * @param relayTable with its schema, for example {@code ingestion.relay}
   * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
   * @param poll how long a relay that nobody wakes waits before it looks into the log again
   */
  public LogRelay(
      Pool pool,
      String relayTable,
      LogReader log,
      Map<String, Object> kafka,
      String topic,
      int shards,
      Duration poll) {
    this.producer = new KafkaProducer<>(settings(kafka));
    var table = new RelayTable(pool, relayTable, UUID.randomUUID().toString(), LEASE);
    var publisher = new Publisher(producer, topic);
    this.relays =
        IntStream.range(0, shards)
            .mapToObj(shard -> new ShardRelay(shard, table, log, publisher, poll))
            .toList();
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.putIfAbsent("linger.ms", 3);
    settings.putIfAbsent("batch.size", 131_072);
    settings.putIfAbsent("delivery.timeout.ms", 15_000);
    settings.putIfAbsent("request.timeout.ms", 5_000);
    settings.putIfAbsent("max.block.ms", 5_000);
    settings.putIfAbsent("reconnect.backoff.max.ms", 1_000);
    return settings;
  }

  /** Starts one virtual thread per shard. */
  public void start() {
    relays.forEach(ShardRelay::start);
  }

  /** Says that the shard's log has grown. Cheap, never blocks. */
  public void wake(int shard) {
    relays.get(shard).wake();
  }

  /**
   * The position up to which a shard is published, as far as this process knows; −1 while another
   * one publishes it.
   */
  public long published(int shard) {
    return relays.get(shard).published();
  }

  /** Ends the leases, so that another process can go on at once. */
  @Override
  public void close() {
    relays.forEach(ShardRelay::stop);
    relays.forEach(ShardRelay::join);
    producer.close(CLOSING);
  }
}
