package io.barometer.eventstore.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.embedded.EmbeddedKafka;
import io.barometer.embedded.Folders;
import io.barometer.embedded.FreePorts;
import io.barometer.eventstore.KafkaEntries;
import io.barometer.eventstore.LogReader;
import io.barometer.eventstore.MemoryLog;
import io.barometer.eventstore.TestDatabase;
import io.barometer.eventstore.Waiting;
import io.barometer.eventstore.start.StartRefusedException;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayIT {

  private static final String TABLE = "ingestion.relay";
  private static final String TOPIC = "barometer.events";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final List<Logger> NOISY =
      Stream.of("org.apache.kafka", "kafka", "state.change.logger").map(Logger::getLogger).toList();

  private final int[] ports = FreePorts.take(2);
  private final MemoryLog log = new MemoryLog();
  private Pool pool;
  private Path folder;

  @BeforeAll
  static void quiet() {
    NOISY.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  @BeforeEach
  void open() throws Exception {
    TestDatabase.recreate();
    pool = TestDatabase.pool("ingestion_worker");
    folder = Files.createTempDirectory("barometer-relay-test-");
  }

  @AfterEach
  void close() throws Exception {
    pool.close();
    Folders.remove(folder);
  }

  private EmbeddedKafka kafka() {
    return EmbeddedKafka.start(folder.resolve("kafka"), ports[0], ports[1], 1);
  }

  private LogRelay relay(LogReader reader) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + ports[0]);
    var relay = new LogRelay(pool, TABLE, reader, kafka, TOPIC, 1, POLL);
    relay.start();
    return relay;
  }

  private static String published() throws Exception {
    return TestDatabase.rows("select published_position from ingestion.relay where shard = 0");
  }

  private static void awaitPublished(int position) throws Exception {
    Waiting.until("published " + position, () -> published().equals("" + position));
  }

  private List<Long> positionsInKafka() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:" + ports[0],
            "key.deserializer", ByteArrayDeserializer.class,
            "value.deserializer", ByteArrayDeserializer.class);
    var partition = new TopicPartition(TOPIC, 0);
    var positions = new ArrayList<Long>();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      while (consumer.position(partition) < end) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          positions.add(Objects.requireNonNull(KafkaEntries.fromRecord(message)).position());
        }
      }
    }
    return positions;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void nothingIsMarkedAsPublishedWhileKafkaIsDownAndAllIsWhenItComes() throws Exception {
    log.grow(40);
    try (var relay = relay(log)) {
      Waiting.until("lease taken", () -> relay.published(0) == 0);
      assertThat(published()).isEqualTo("0");
      try (var first = kafka()) {
        awaitPublished(40);
        assertThat(first.address()).isNotEmpty();
      }
      log.grow(60);
      relay.wake(0);
      Thread.sleep(1_000);
      assertThat(published()).isEqualTo("40");
      try (var again = kafka()) {
        awaitPublished(100);
        assertThat(positionsInKafka().stream().distinct()).containsExactlyElementsOf(upTo(100));
        assertThat(again.address()).isNotEmpty();
      }
    }
  }

  @Test
  void aZombieRepeatsAtWorstAndMovesNothing() throws Exception {
    log.grow(10);
    var stuck = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    LogReader slow =
        (shard, position, limit) -> {
          var entries = log.readAfter(shard, position, limit);
          stuck.countDown();
          hold(goOn);
          return entries;
        };
    try (var kafka = kafka();
        var zombie = relay(slow)) {
      stuck.await();
      try (var heir = relay(log)) {
        awaitPublished(10);
        log.grow(10);
        heir.wake(0);
        awaitPublished(20);
        String row = "select epoch, published_position from ingestion.relay where shard = 0";
        String before = TestDatabase.rows(row);
        goOn.countDown();
        Waiting.until("zombie published", () -> positionsInKafka().size() == 30);
        Waiting.until("zombie gave up", () -> zombie.published(0) == -1);
        assertThat(TestDatabase.rows(row)).isEqualTo(before);
        assertThat(heir.published(0)).isEqualTo(20);
        assertThat(positionsInKafka()).startsWith(upTo(20).toArray(Long[]::new));
        assertThat(kafka.address()).isNotEmpty();
      }
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLogThatLacksWhatItsTopicHasIsNotPublishedAndOneThatHasItIs() throws Exception {
    log.grow(10);
    var restored = new MemoryLog();
    restored.grow(6);
    try (var kafka = kafka()) {
      try (var relay = relay(log)) {
        awaitPublished(10);
        assertThat(relay.published(0)).isEqualTo(10);
      }

      assertThatThrownBy(() -> relay(restored))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageEndingWith(
              "Kafka's topic barometer.events has entry 10 of shard 0 and the log in the database"
                  + " does not: it was restored to an earlier moment, so empty the topic");

      log.grow(2);
      try (var relay = relay(log)) {
        awaitPublished(12);
        assertThat(relay.published(0)).isEqualTo(12);
      }
      assertThat(kafka.address()).isNotEmpty();
    }
  }

  @Test
  void anOldEpochNeitherMovesThePositionNorEndsTheNewLease() throws Exception {
    var shortly = new RelayTable(pool, TABLE, "old", Duration.ofMillis(50));
    var table = new RelayTable(pool, TABLE, "new", Duration.ofSeconds(60));
    shortly.create(0);
    var old = shortly.acquire(0).orElseThrow();
    Thread.sleep(100);
    var lease = table.acquire(0).orElseThrow();

    assertThat(lease.epoch()).isEqualTo(old.epoch() + 1);
    assertThat(shortly.advance(0, old, 5)).isFalse();
    shortly.release(0, old, 5);
    assertThat(shortly.acquire(0)).isEmpty();
    assertThat(published()).isEqualTo("0");
    assertThat(table.advance(0, lease, 7)).isTrue();
    assertThat(table.advance(0, lease, 9)).as("from a position that is not any more").isFalse();
    assertThat(published()).isEqualTo("7");
  }
}
