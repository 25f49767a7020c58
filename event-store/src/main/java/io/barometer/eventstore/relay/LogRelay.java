package io.barometer.eventstore.relay;

import io.barometer.eventstore.LogReader;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Publishes every entry of a log to the Kafka partition of its shard, in order, at least once. A
 * lease with an epoch keeps one relay per shard; the published position moves after Kafka's
 * acknowledgement, by compare-and-set with the epoch, so a zombie can repeat entries but never move
 * or skip anything.
 */
public final class LogRelay implements AutoCloseable {

  private static final Duration LEASE = Duration.ofSeconds(4);

  private final RestoredTopic before;
  private final Publisher publisher;
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
    this.before = new RestoredTopic(kafka, topic, shards, log);
    this.publisher = new Publisher(kafka);
    var table = new RelayTable(pool, relayTable, UUID.randomUUID().toString(), LEASE);
    this.relays =
        IntStream.range(0, shards)
            .mapToObj(shard -> new ShardRelay(shard, table, log, publisher, topic, poll))
            .toList();
  }

  /**
   * Starts one virtual thread per shard. To be called before anything new is recorded.
   *
   * @throws io.barometer.eventstore.start.StartRefusedException when the topic has entries that the
   *     log does not have; where Kafka is away the process ends as soon as that is seen
   */
  public void start() {
    before.refuse();
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
    publisher.close();
  }
}
