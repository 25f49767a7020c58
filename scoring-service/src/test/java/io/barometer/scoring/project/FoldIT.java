package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.QuietConsumer;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.ModelRegistry;
import io.barometer.scoring.scorecard.TenantScores;
import io.barometer.testing.BarometerServers;
import io.quarkus.agroal.DataSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuietConsumer.class)
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class FoldIT {
  private static final LocalDate LAST = RandomEvents.FIRST.plusDays(140);

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Inject ActiveModels models;
  @Inject ModelRegistry registry;
  @Inject Histories histories;
  @Inject ProjectionMetrics metrics;

  private FoldTables tables;

  @BeforeEach
  void empty() throws SQLException {
    tables = new FoldTables(owner, pool, models, metrics);
    tables.clear();
  }

  @Test
  void the_streaming_projection_equals_the_pure_scorer_on_the_same_events() {
    for (long seed = 1; seed <= 3; seed++) {
      emptyAgain();
      var log = RandomEvents.record(RandomEvents.of(seed, 12, 400, 70), LAST);
      tables.fold(log, tables.loop(log, tables.projection(3)), 1 + (int) (seed * 31));

      Map<AccountKey, AccountScore> expected = pure(log);
      assertThat(stored()).isEqualTo(expected);
      assertThat(lastTold()).isEqualTo(scoresOf(expected));
    }
  }

  @Test
  void every_order_of_the_same_events_gives_the_same_state_hash() {
    var heard = RandomEvents.of(7, 10, 500, 70);
    tables.fold(RandomEvents.record(heard, LAST));
    String inOrder = tables.stateHash();

    emptyAgain();
    tables.fold(RandomEvents.record(RandomEvents.shuffled(heard, 8), LAST));

    assertThat(tables.stateHash()).isEqualTo(inOrder).hasSize(64).isNotEqualTo("0".repeat(64));
  }

  @Test
  void repeats_and_holes_on_the_way_change_nothing() {
    var log = RandomEvents.record(RandomEvents.of(9, 5, 200, 60), LAST);
    tables.fold(log);
    String once = tables.stateHash();
    long entries = countOf("scoring.score_change");

    emptyAgain();
    var loop = tables.loop(log, tables.projection(100));
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      for (LogEntry entry : log.entries(shard)) {
        if (entry.position() % 3 != 0 || entry.position() == log.entries(shard).size()) {
          loop.accept(shard, List.of(entry));
          loop.accept(shard, List.of(entry));
        }
      }
    }

    assertThat(tables.stateHash()).isEqualTo(once);
    assertThat(countOf("scoring.score_change")).isEqualTo(entries);
  }

  @Test
  void the_score_log_has_no_gap_and_the_same_entries_for_every_batch_size() {
    var log = RandomEvents.record(RandomEvents.of(11, 8, 200, 70), LAST);
    tables.fold(log, tables.loop(log, tables.projection(1_000)), 5_000);
    List<String> inOneBatch = scoreLog();

    emptyAgain();
    tables.fold(log, tables.loop(log, tables.projection(2)), 7);

    assertThat(scoreLog()).isEqualTo(inOneBatch).isNotEmpty();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      assertThat(sequences(shard)).isEqualTo(oneTo(sequences(shard).size()));
    }
  }

  @Test
  void what_fails_before_the_commit_leaves_nothing_behind_and_works_the_next_time() {
    var log = RandomEvents.record(RandomEvents.of(13, 6, 120, 40), LAST);
    tables.fold(log);
    String undisturbed = tables.stateHash();
    List<String> told = scoreLog();

    emptyAgain();
    var dying = new DyingProjection(tables.projection(100));
    var loop = tables.loop(log, dying);
    int shard = 0;
    List<LogEntry> entries = log.entries(shard);
    loop.accept(shard, entries.subList(0, 50));
    String before = tables.stateHash();
    dying.dies = true;
    assertThatThrownBy(() -> loop.accept(shard, entries.subList(50, 100)))
        .hasMessage("killed before the commit");
    assertThat(tables.stateHash()).isEqualTo(before);

    dying.dies = false;
    tables.fold(log, loop, 50);
    assertThat(tables.stateHash()).isEqualTo(undisturbed);
    assertThat(scoreLog()).isEqualTo(told);
  }

  @Test
  void a_poisoned_event_freezes_its_stream_and_nothing_else() {
    var log = new RecordedLog();
    Instant at = Instant.parse("2024-03-01T10:00:00Z");
    log.startDay(LocalDate.of(2024, 3, 1));
    List<String> accounts = sameShard(2);
    String sick = accounts.get(0);
    String well = accounts.get(1);
    log.record(RecordedLog.activity("acme", sick, "u1", at), at);
    log.record(unfit(sick, at.plusSeconds(1)), at.plusSeconds(1));
    log.record(RecordedLog.activity("acme", sick, "u2", at.plusSeconds(2)), at.plusSeconds(2));
    log.record(RecordedLog.activity("acme", well, "u1", at.plusSeconds(3)), at.plusSeconds(3));

    tables.fold(log, tables.loop(log, tables.projection(100)), 1_000);

    Row poison =
        rows("select tenant_id, account_id, position, error from scoring.poison").getFirst();
    assertThat(poison.getString(1)).isEqualTo(sick);
    assertThat(poison.getString(3)).contains("outside the range of fixed point");
    AccountHistory history = history(sick);
    assertThat(history.signal("activity").count(0, 100_000)).isEqualTo(1);
    assertThat(stored()).containsKeys(new AccountKey("acme", well), new AccountKey("acme", sick));
    assertThat(history(well).signal("activity").count(0, 100_000)).isEqualTo(1);
  }

  @Test
  void the_passing_of_time_alone_moves_a_score_until_it_is_settled() {
    var log = new RecordedLog();
    Instant at = Instant.parse("2024-01-01T12:00:00Z");
    log.startDay(LocalDate.of(2024, 1, 1));
    log.record(RecordedLog.activity("acme", "quiet", "u1", at), at);
    for (int day = 1; day <= 600; day++) {
      log.startDay(LocalDate.of(2024, 1, 1).plusDays(day));
    }
    tables.fold(log, tables.loop(log, tables.projection(100)), 100);

    AccountScore score = stored().get(new AccountKey("acme", "quiet"));
    assertThat(score).isNotNull();
    assertThat(score.getScore().getTenths()).isZero();
    assertThat(score.getScore().getBand()).isEqualTo("Critical");
    assertThat(rows("select moves from scoring.score").getFirst().getShort(0)).isZero();
    assertThat(rows("select 1 from scoring.score_change where account_id = 'quiet'"))
        .hasSizeGreaterThan(10);
  }

  @Test
  void a_model_that_took_effect_is_told_once_per_account_even_when_the_first_try_dies() {
    var log = new RecordedLog();
    Instant at = Instant.parse("2024-03-01T10:00:00Z");
    log.startDay(LocalDate.of(2024, 3, 1));
    for (int i = 0; i < 40; i++) {
      log.record(RecordedLog.activity(i % 2 == 0 ? "initech" : "acme", "m" + i, "u1", at), at);
    }
    tables.fold(log);
    long told = countOf("scoring.score_change");
    activate("initech", FixtureModels.SIMPLE);

    var dying = new DyingProjection(tables.projection(7));
    dying.dies = true;
    var loop = tables.loop(log, dying);
    assertThatThrownBy(() -> loop.touch(0)).hasMessage("killed before the commit");
    var again = tables.loop(log, tables.projection(3));
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      again.touch(shard);
      again.touch(shard);
    }

    assertThat(countOf("scoring.score_change")).isEqualTo(told + 20);
    List<ScoreLogEntry> entries = new ArrayList<>(entries());
    entries.removeIf(entry -> !named(entry, "simple"));
    assertThat(entries)
        .extracting(entry -> entry.getScoreChanged().getCurrent().getAccount().getAccountId())
        .doesNotHaveDuplicates()
        .hasSize(20)
        .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 0);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              var change = entry.getScoreChanged();
              assertThat(change.getCurrent().getScore().getTenths()).isEqualTo(250);
              assertThat(change.getPrevious().getTenths()).isEqualTo(490);
              assertThat(change.getCurrent().getPosition())
                  .isEqualTo(log.shard(entry.getShard()).size());
            });
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      assertThat(sequences(shard)).isEqualTo(oneTo(sequences(shard).size()));
    }
  }

  @Test
  void every_score_of_an_account_is_told_and_stored() {
    activate("initech", FixtureModels.SIMPLE);
    activate("initech", FixtureModels.GROWTH);
    var log = new RecordedLog();
    Instant at = Instant.parse("2024-03-01T10:00:00Z");
    log.record(RecordedLog.activity("initech", "both", "u1", at), at);
    log.record(RecordedLog.activity("acme", "one", "u1", at), at);
    tables.fold(log);

    assertThat(
            rows(
                    """
                    select account_id, score_name, tenths from scoring.score order by 1, 2
                    """)
                .stream()
                .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getInteger(2)))
        .containsExactly("both expansion 500", "both health 250", "one health 490");
    assertThat(rows("select 1 from scoring.score_change where score_name = 'expansion'"))
        .hasSize(1);
  }

  @Test
  void derived_signals_are_kept_from_the_first_event_where_there_is_no_history_yet()
      throws InterruptedException {
    var card = FixtureModels.card(FixtureModels.URGENT);
    var wanted = new Histories.Wanted("initech", card);
    assertThat(histories.keep(wanted)).isFalse();
    histories.widen(List.of(wanted));
    assertThat(histories.keep(wanted)).isTrue();
    activate("initech", FixtureModels.URGENT);
    var log = new RecordedLog();
    Instant at = Instant.parse("2024-03-01T10:00:00Z");
    for (int priority = 1; priority <= 3; priority++) {
      var ticket =
          RecordedLog.event("initech", "tickets", at.plusSeconds(priority))
              .setTicketOpened(
                  TicketOpened.newBuilder().setTicketId("t" + priority).setPriorityValue(priority));
      log.record(ticket.build(), at.plusSeconds(priority));
      log.record(ticket.clone().setTenantId("acme").build(), at.plusSeconds(priority));
    }
    tables.fold(log);

    assertThat(rows("select tenths from scoring.score where tenant_id = 'initech'"))
        .singleElement()
        .satisfies(row -> assertThat(row.getInteger(0)).isEqualTo(750));
    String key = card.signals().getFirst().key();
    assertThat(signal("initech", key)).isEqualTo(1);
    assertThat(signal("acme", key)).isZero();
  }

  private long signal(String tenant, String name) {
    var history = new AccountHistory();
    for (Row row :
        rows("select month, state from scoring.account_month where tenant_id = '" + tenant + "'")) {
      history.decodeMonth(row.getInteger(0), row.getBuffer(1).getBytes());
    }
    return history.signal(name).count(0, 100_000);
  }

  private void activate(String tenant, String yaml) {
    FixtureModels.activate(registry, tenant, yaml);
  }

  private static boolean named(ScoreLogEntry entry, String scorecard) {
    return entry.getScoreChanged().getCurrent().getModel().getScorecard().equals(scorecard);
  }

  private static io.barometer.proto.event.v1.Event unfit(String account, Instant at) {
    return RecordedLog.event("acme", account, at)
        .setMeasurement(Measurement.newBuilder().setName("x").setValue(Double.NaN))
        .build();
  }

  private static List<String> sameShard(int count) {
    List<String> accounts = new ArrayList<>();
    for (int i = 0; accounts.size() < count; i++) {
      var event = RecordedLog.activity("acme", "a" + i, "u", Instant.EPOCH);
      if (RecordedLog.shardOf(event) == 2) {
        accounts.add("a" + i);
      }
    }
    return accounts;
  }

  private Map<AccountKey, AccountScore> pure(RecordedLog log) {
    Map<AccountKey, Account> accounts = new TreeMap<>();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      for (RecordedEvent recorded : log.shard(shard)) {
        var event = StoredEvent.of(RecordedLog.entry(recorded));
        if (!event.dayStarted()) {
          HistoryFold.add(
              accounts.computeIfAbsent(event.key(), key -> new Account(key, standard())),
              event,
              DerivedSignals.of(List.of()),
              new Parents());
        }
      }
    }
    Map<AccountKey, AccountScore> expected = new TreeMap<>();
    accounts.forEach(
        (key, account) ->
            expected.put(
                key,
                standard()
                    .named("")
                    .of(
                        key.accountId(),
                        account.history,
                        new ScoreLine(standard().named("").scorer()),
                        LAST.toEpochDay())
                    .build()));
    return expected;
  }

  /** The models of tenants that decided nothing. */
  private TenantScores standard() {
    return new Transactions(pool).call(tx -> models.of(tx, "nobody"));
  }

  private static Map<AccountKey, Object> scoresOf(Map<AccountKey, AccountScore> scores) {
    Map<AccountKey, Object> values = new TreeMap<>();
    scores.forEach((key, score) -> values.put(key, score.getScore()));
    return values;
  }

  private Map<AccountKey, AccountScore> stored() {
    Map<AccountKey, AccountScore> stored = new TreeMap<>();
    for (Row row : rows("select tenant_id, account_id, detail from scoring.score")) {
      stored.put(
          new AccountKey(row.getString(0), row.getString(1)),
          io.barometer.scoring.score.ScoreReader.stored(row.getBuffer(2).getBytes()).build());
    }
    return stored;
  }

  private Map<AccountKey, Object> lastTold() {
    Map<AccountKey, Object> told = new TreeMap<>();
    for (ScoreLogEntry entry : entries()) {
      if (entry.hasScoreChanged()) {
        var change = entry.getScoreChanged();
        told.put(
            new AccountKey(change.getTenantId(), change.getCurrent().getAccount().getAccountId()),
            change.getCurrent().getScore());
      }
    }
    return told;
  }

  private List<ScoreLogEntry> entries() {
    List<ScoreLogEntry> entries = new ArrayList<>();
    for (Row row : rows("select payload from scoring.score_change order by shard, sequence")) {
      try {
        entries.add(ScoreLogEntry.parseFrom(row.getBuffer(0).getBytes()));
      } catch (com.google.protobuf.InvalidProtocolBufferException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return entries;
  }

  private List<String> scoreLog() {
    return entries().stream().map(ScoreLogEntry::toString).toList();
  }

  private List<Long> sequences(int shard) {
    return rows("select sequence from scoring.score_change where shard = " + shard + " order by 1")
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static List<Long> oneTo(int last) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private AccountHistory history(String account) {
    var history = new AccountHistory();
    for (Row row :
        rows(
            "select month, state from scoring.account_month where account_id = '"
                + account
                + "'")) {
      history.decodeMonth(row.getInteger(0), row.getBuffer(1).getBytes());
    }
    return history;
  }

  private long countOf(String table) {
    return rows("select count(*) from " + table).getFirst().getLong(0);
  }

  private List<Row> rows(String sql) {
    List<Row> rows = new ArrayList<>();
    new Transactions(pool).run(tx -> tx.query(sql, Tuple.tuple()).forEach(rows::add));
    return rows;
  }

  private void emptyAgain() {
    try {
      tables.clear();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
