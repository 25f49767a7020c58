package io.barometer.eventstore.append;

import static io.barometer.eventstore.TestDatabase.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.TestDatabase;
import io.barometer.eventstore.read.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writers for tests, events to write, and the proof that a store is whole. */
final class Stores {

  static final String TENANT = "acme";
  static final long NOON = 1_750_000_000_000_000L;

  private Stores() {}

  static EventWriter writer(boolean autoCreate, int maxBatch) {
    var settings =
        new StoreSettings("ingestion", SHARDS, autoCreate, Duration.ofDays(30), maxBatch, 100_000);
    var source = TestDatabase.source("ingestion_worker");
    return new EventWriter(source, settings, events -> {}, new SimpleMeterRegistry());
  }

  static NewEvent event(String account, String key, String content) {
    return event(account, key, content, StreamEffect.NONE);
  }

  static NewEvent event(String account, String key, String content, StreamEffect effect) {
    byte[] payload = content.getBytes(StandardCharsets.UTF_8);
    var fingerprints = Fingerprints.ofThread();
    return new NewEvent(
        Shards.of(TENANT, account, SHARDS),
        TENANT,
        account,
        fingerprints.eventId(TENANT, account, "test", key),
        "activity",
        1,
        NOON,
        NOON,
        "test",
        payload,
        fingerprints.digest(payload, 0, payload.length),
        null,
        effect);
  }

  /** An account that lives in a shard. */
  static String accountIn(int shard) {
    for (int i = 0; ; i++) {
      if (Shards.of(TENANT, "account-" + i, SHARDS) == shard) {
        return "account-" + i;
      }
    }
  }

  static Append offered(EventWriter writer, boolean atomic, NewEvent... events) {
    var append = Append.of(List.of(events), atomic);
    assertThat(writer.offer(append)).isTrue();
    return append;
  }

  static List<Outcome> outcomes(Append append) throws Exception {
    return append.answer().get(60, TimeUnit.SECONDS);
  }

  static List<Outcome> append(EventWriter writer, boolean atomic, NewEvent... events)
      throws Exception {
    return outcomes(offered(writer, atomic, events));
  }

  static long position(Outcome outcome) {
    return ((Outcome.Stored) outcome).event().position();
  }

  /**
   * Positions 1 to n in every shard and n its head, versions 1 to m in every stream, and every link
   * of the chain is the hash of what it covers.
   */
  static void verify() throws SQLException {
    var log = new EventLog(TestDatabase.source("ingestion_worker"), "ingestion");
    var chain = new HashChain(SHARDS);
    var versions = new HashMap<String, Long>();
    for (Head head : log.heads()) {
      long position = 0;
      byte[] hash = new byte[32];
      for (long end : links(head.shard())) {
        var events = log.readAfter(head.shard(), position, end, Integer.MAX_VALUE);
        for (StoredEvent event : events) {
          assertThat(event.position()).isEqualTo(++position);
          assertThat(event.version())
              .isEqualTo(versions.merge(event.event().accountId(), 1L, Long::sum));
        }
        assertThat(position).isEqualTo(end);
        hash = chain.hash(head.shard(), hash, events);
        assertThat(
                TestDatabase.rows(
                    "select encode(hash, 'hex') from ingestion.batch where shard = %d and last_position = %d"
                        .formatted(head.shard(), end)))
            .isEqualTo(HexFormat.of().formatHex(hash));
      }
      assertThat(head.lastPosition()).isEqualTo(position);
      assertThat(head.lastHash()).isEqualTo(hash);
    }
  }

  private static List<Long> links(int shard) throws SQLException {
    var ends = new ArrayList<Long>();
    TestDatabase.rows(
            "select last_position from ingestion.batch where shard = %d order by 1"
                .formatted(shard))
        .lines()
        .forEach(line -> ends.add(Long.valueOf(line)));
    return ends;
  }
}
