package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agroal.api.AgroalDataSource;
import io.barometer.eventstore.LogAwayException;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.model.history.AccountHistory;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.QuietConsumer;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.testing.BarometerServers;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the projection makes of events that are taken back. */
@QuarkusTest
@TestProfile(QuietConsumer.class)
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class RetractionFoldIT {
  private static final LocalDate LAST = RandomEvents.FIRST.plusDays(120);
  private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Inject ActiveModels models;
  @Inject ProjectionMetrics metrics;

  private FoldTables tables;

  @BeforeEach
  void empty() throws SQLException {
    tables = new FoldTables(owner, pool, models, metrics);
    tables.clear();
  }

  @Test
  void histories_are_those_of_events_that_were_never_recorded_otherwise() throws SQLException {
    var random = new Random(5);
    var log = new RecordedLog();
    var truth = new RecordedLog();
    record(random, log, truth);
    tables.fold(truth);
    Map<AccountKey, List<String>> expected = histories();

    tables.clear();
    tables.fold(log, tables.loop(log, tables.projection(log, 3)), 61);

    assertThat(histories()).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void the_size_of_batches_and_of_memory_changes_no_state_and_no_entry() throws SQLException {
    var log = new RecordedLog();
    record(new Random(6), log, new RecordedLog());
    tables.fold(log, tables.loop(log, tables.projection(log, 1_000)), 5_000);
    String hash = tables.stateHash();
    List<ScoreLogEntry> told = entries();

    tables.clear();
    tables.fold(log, tables.loop(log, tables.projection(log, 1)), 7);

    assertThat(tables.stateHash()).isEqualTo(hash);
    assertThat(entries()).isEqualTo(told);
    assertThat(told).filteredOn(entry -> withdrawal(entry).getCount() > 0).isNotEmpty();
  }

  @Test
  void a_rebuild_from_the_first_position_gives_the_same_state_hash() throws Exception {
    var log = new RecordedLog();
    record(new Random(8), log, new RecordedLog());
    tables.fold(log, tables.loop(log, tables.projection(log, 5)), 23);
    long told = entries().size();

    var transactions = new Transactions(pool);
    var rebuild = new RebuildTables(transactions);
    int version = rebuild.begin();
    List<ShardBuild> builds = new ArrayList<>();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      var active = rebuild.active(models);
      var build =
          new ShardBuild(
              transactions, FoldTables.accounts(log), active, rebuild.folded(), version, shard);
      List<LogEntry> entries = log.entries(shard);
      build.add(entries.subList(0, 40));
      build.add(entries.subList(40, entries.size()));
      builds.add(build);
    }
    var result =
        rebuild
            .finish(version, builds, false, (build, goal) -> List.of(), models, rebuild.folded())
            .orElseThrow();
    rebuild.dropDead();

    assertThat(result.getRebuiltStateHash()).isEqualTo(result.getLiveStateHash());
    assertThat(entries()).hasSize((int) told);
  }

  @Test
  void death_before_the_commit_loses_nothing() throws SQLException {
    var log = new RecordedLog();
    record(new Random(7), log, new RecordedLog());
    tables.fold(log, tables.loop(log, tables.projection(log, 100)), 50);
    String hash = tables.stateHash();
    List<ScoreLogEntry> told = entries();

    tables.clear();
    var dying = new DyingProjection(tables.projection(log, 100));
    var loop = tables.loop(log, dying);
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      List<LogEntry> entries = log.entries(shard);
      int at = shard;
      dying.dies = true;
      assertThatThrownBy(() -> loop.accept(at, entries)).hasMessage("killed before the commit");
      dying.dies = false;
      loop.accept(shard, entries);
    }

    assertThat(tables.stateHash()).isEqualTo(hash);
    assertThat(entries()).isEqualTo(told);
  }

  @Test
  void a_shard_waits_while_the_log_does_not_answer_and_skips_nothing() {
    var log = new RecordedLog();
    log.startDay(LocalDate.of(2024, 3, 1));
    RecordedEvent wrong = log.record(RecordedLog.activity("acme", "away", "u1", AT), AT);
    log.record(retraction(wrong, null), AT.plusSeconds(60));
    var away =
        new EventProjection(
            models,
            (shard, tenant, account, to) -> {
              throw new LogAwayException(new StatusRuntimeException(Status.UNAVAILABLE));
            },
            FoldTables.trail(),
            metrics,
            10,
            (shard, sequence) -> {});
    var loop = tables.loop(log, away);
    List<LogEntry> entries = log.entries(wrong.getShard());

    assertThatThrownBy(() -> loop.accept(wrong.getShard(), entries))
        .isInstanceOf(LogAwayException.class);
    assertThat(entries()).isEmpty();
    assertThat(rows("select 1 from scoring.poison")).isEmpty();

    tables.fold(log, tables.loop(log, tables.projection(log, 10)), 10);
    assertThat(entries()).filteredOn(ScoreLogEntry::hasScoreChanged).hasSize(2);
  }

  @Test
  void an_account_of_which_everything_is_retracted_stays_known_without_a_score() {
    var log = new RecordedLog();
    log.startDay(LocalDate.of(2024, 3, 1));
    RecordedEvent wrong = log.record(RecordedLog.activity("acme", "only", "u1", AT), AT);
    tables.fold(log, tables.loop(log, tables.projection(log, 10)), 10);
    RecordedEvent retraction = log.record(retraction(wrong, null), AT.plusSeconds(60));
    var loop = tables.loop(log, tables.projection(log, 10));
    loop.accept(wrong.getShard(), log.entries(wrong.getShard()));

    ScoreLogEntry last =
        entries().stream().filter(ScoreLogEntry::hasScoreChanged).toList().getLast();
    assertThat(last.getScoreChanged().getCurrent().getScore().getBand()).isEqualTo("Unknown");
    assertThat(last.getScoreChanged().getPrevious().hasTenths()).isTrue();
    Withdrawal withdrawal = withdrawal(last);
    assertThat(withdrawal.getRetraction().getEventId()).isEqualTo(retraction.getEventId());
    assertThat(withdrawal.getRetraction().getRetractedEventId()).isEqualTo(wrong.getEventId());
    assertThat(withdrawal.getCount()).isEqualTo(1);
    assertThat(withdrawal.getScores(0).getPublished().hasTenths()).isTrue();
    assertThat(withdrawal.getScores(0).getCorrected().getBand()).isEqualTo("Unknown");
    assertThat(rows("select 1 from scoring.account_month where account_id = 'only'")).hasSize(1);
    assertThat(rows("select tenths from scoring.score where account_id = 'only'"))
        .singleElement()
        .satisfies(row -> assertThat(row.getInteger(0)).isNull());
  }

  @Test
  void a_correction_of_a_correction_counts_once_and_names_what_each_of_them_touched() {
    var log = new RecordedLog();
    log.startDay(LocalDate.of(2024, 3, 1));
    RecordedEvent wrong = log.record(RecordedLog.activity("acme", "twice", "u1", AT), AT);
    log.record(RecordedLog.activity("acme", "twice", "u2", AT.plusSeconds(1)), AT.plusSeconds(1));
    Event moved = RecordedLog.activity("acme", "twice", "u3", AT.minusSeconds(40 * 86_400));
    RecordedEvent first = log.record(retraction(wrong, moved), AT.plusSeconds(60));
    Event again = RecordedLog.activity("acme", "twice", "u1", AT);
    log.record(retraction(first, again), AT.plusSeconds(120));
    tables.fold(log, tables.loop(log, tables.projection(log, 10)), 3);

    List<ScoreLogEntry> told = entries().stream().filter(ScoreLogEntry::hasScoreChanged).toList();
    assertThat(told).hasSize(4);
    var scores = told.stream().map(e -> e.getScoreChanged().getCurrent().getScore()).toList();
    assertThat(scores.get(3)).isEqualTo(scores.get(1)).isNotEqualTo(scores.get(2));
    assertThat(withdrawal(told.get(2)).getScoresList())
        .extracting(score -> score.getSequence() - told.getFirst().getSequence())
        .containsExactly(1L, 0L);
    assertThat(withdrawal(told.get(2)).getScores(0).getUntilSequence()).isZero();
    assertThat(withdrawal(told.get(2)).getScores(1).getUntilSequence())
        .isEqualTo(told.get(1).getSequence());
    assertThat(withdrawal(told.get(2)).getScores(0).getCorrected()).isEqualTo(scores.get(2));
    assertThat(withdrawal(told.get(3)).getScores(0).getCorrected()).isEqualTo(scores.get(3));
    assertThat(withdrawal(told.get(3)).getCount()).isEqualTo(3);
  }

  /** Random events into one log, some of them taken back; into the other what is true of them. */
  private static void record(Random random, RecordedLog log, RecordedLog truth) {
    List<RecordedEvent> standing = new ArrayList<>();
    Set<String> gone = new HashSet<>();
    List<RandomEvents.Heard> heard = RandomEvents.of(random.nextLong(), 9, 300, 90);
    List<RandomEvents.Heard> all = new ArrayList<>();
    log.startDay(RandomEvents.FIRST);
    LocalDate day = RandomEvents.FIRST;
    for (RandomEvents.Heard one : heard) {
      while (day.isBefore(LocalDate.ofInstant(one.at(), java.time.ZoneOffset.UTC))) {
        day = day.plusDays(1);
        log.startDay(day);
      }
      standing.add(log.record(one.event(), one.at()));
      if (random.nextInt(6) == 0) {
        RecordedEvent wrong = standing.remove(random.nextInt(standing.size()));
        Event replacement = random.nextBoolean() ? heard.get(random.nextInt(300)).event() : null;
        gone.add(wrong.getEventId());
        RecordedEvent retraction = log.record(retraction(wrong, replacement), one.at());
        if (replacement != null) {
          standing.add(retraction);
        }
      }
    }
    for (RecordedEvent event : standing) {
      all.add(new RandomEvents.Heard(said(event), AT));
    }
    LocalDate end = day;
    for (LocalDate d = end.plusDays(1); !d.isAfter(LAST); d = d.plusDays(1)) {
      log.startDay(d);
    }
    truth.startDay(LAST);
    all.forEach(
        one -> truth.record(one.event(), LAST.atTime(9, 0).toInstant(java.time.ZoneOffset.UTC)));
  }

  private static Event said(RecordedEvent event) {
    Event sent = event.getEvent();
    return sent.hasEventRetracted()
        ? sent.getEventRetracted().getReplacement().toBuilder()
            .setTenantId(sent.getTenantId())
            .setAccountId(sent.getAccountId())
            .setEventKey("standing " + event.getEventId())
            .setSource("test")
            .build()
        : sent;
  }

  private static Event retraction(
      RecordedEvent wrong, @org.jspecify.annotations.Nullable Event replacement) {
    var retracted =
        EventRetracted.newBuilder()
            .setEventId(wrong.getEventId())
            .setReason("a test")
            .setAuthor("kim");
    if (replacement != null) {
      retracted.setReplacement(
          replacement.toBuilder().clearTenantId().clearAccountId().clearEventKey().clearSource());
    }
    return Event.newBuilder()
        .setTenantId(wrong.getEvent().getTenantId())
        .setAccountId(wrong.getEvent().getAccountId())
        .setSource("test")
        .setEventKey(wrong.getEventId())
        .setOccurredTime(wrong.getRecordedTime())
        .setEventRetracted(retracted)
        .build();
  }

  private static Withdrawal withdrawal(ScoreLogEntry entry) {
    return entry.getScoreChanged().getWithdrawal();
  }

  /** Months that hold something, without the ids by which simultaneous facts are told apart. */
  private Map<AccountKey, List<String>> histories() {
    Map<AccountKey, AccountHistory> read = new TreeMap<>();
    for (Row row :
        rows(
            "select tenant_id, account_id, month, state from scoring.account_month order by 1, 2, 3")) {
      read.computeIfAbsent(
              new AccountKey(row.getString(0), row.getString(1)), key -> new AccountHistory())
          .decodeMonth(row.getInteger(2), row.getBuffer(3).getBytes());
    }
    Map<AccountKey, List<String>> told = new TreeMap<>();
    read.forEach(
        (key, history) -> {
          List<String> parts = new ArrayList<>();
          for (String signal : history.signals()) {
            for (long day = 19_700; day < 20_000; day++) {
              long count = history.signal(signal).count(day, day);
              if (count > 0) {
                parts.add(
                    signal
                        + " "
                        + day
                        + " "
                        + count
                        + " "
                        + history.signal(signal).sumMicros(day, day)
                        + " "
                        + history.signal(signal).minMicros(day, day)
                        + " "
                        + history.signal(signal).lastMicros(day, day)
                        + " "
                        + history.signal(signal).distinctActors(day, day));
              }
            }
          }
          for (long day = 19_700; day < 20_000; day++) {
            parts.add("plan " + history.fact("plan", day).orElse(""));
          }
          if (history.months().length > 0) {
            told.put(key, parts);
          }
        });
    return told;
  }

  private List<ScoreLogEntry> entries() {
    List<ScoreLogEntry> entries = new ArrayList<>();
    for (Row row : rows("select payload from scoring.score_change order by shard, sequence")) {
      try {
        entries.add(ScoreLogEntry.parseFrom(row.getBuffer(0).getBytes()));
      } catch (InvalidProtocolBufferException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return entries;
  }

  private List<Row> rows(String sql) {
    List<Row> rows = new ArrayList<>();
    new Transactions(pool).run(tx -> tx.query(sql, Tuple.tuple()).forEach(rows::add));
    return rows;
  }
}
