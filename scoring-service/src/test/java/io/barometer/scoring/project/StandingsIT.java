package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.QuietConsumer;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.CompletePopulations;
import io.barometer.scoring.scorecard.ModelRegistry;
import io.barometer.testing.BarometerServers;
import io.quarkus.agroal.DataSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shard writes for populations, and when they are complete. */
@QuarkusTest
@TestProfile(QuietConsumer.class)
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class StandingsIT {
  private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);
  private static final long DAY = FIRST.toEpochDay();

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Inject ActiveModels models;
  @Inject ModelRegistry registry;
  @Inject ProjectionMetrics metrics;
  @Inject CompletePopulations populations;
  @Inject TenantReads reads;

  private FoldTables tables;

  @BeforeEach
  void empty() throws SQLException {
    tables = new FoldTables(owner, pool, models, metrics);
    tables.clear();
    FixtureModels.activate(registry, "initech", FixtureModels.RANKED);
  }

  @Test
  void each_day_holds_where_the_shards_accounts_stood_at_the_end_of_the_day_before() {
    RecordedLog log = days(3);
    tables.fold(log, tables.loop(log, tables.projection(1)), 1);
    List<String> oneByOne = written();

    assertThat(oneByOne)
        .contains(
            (DAY + 1) + " \"everyone else\" " + averages(log, 0, 100),
            (DAY + 2) + " \"everyone else\" " + averages(log, 0, 200))
        .noneMatch(row -> row.startsWith(DAY + " \"every"))
        .contains(DAY + " \"\" ", (DAY - 28) + " \"\" ", (DAY + 2) + " \"\" ");
    assertThat(daysWithin(DAY, DAY + 2)).containsExactly(DAY, DAY + 1, DAY + 2);
    assertThat(daysWithin(DAY - 30, DAY - 1)).hasSize(30);
    assertThat(daysWithin(DAY - 366, DAY - 31))
        .hasSize(48)
        .allMatch(day -> LocalDate.ofEpochDay(day).getDayOfWeek() == DayOfWeek.MONDAY);

    clear();
    tables.fold(log, tables.loop(log, tables.projection(100)), 1_000);
    assertThat(written()).isEqualTo(oneByOne);
  }

  @Test
  void what_fails_before_the_commit_leaves_no_standing_behind() {
    RecordedLog log = days(3);
    List<LogEntry> entries = log.entries(0);
    tables.loop(log, tables.projection(10)).accept(0, entries);
    List<String> undisturbed = written();

    clear();
    var dying = new DyingProjection(tables.projection(10));
    var loop = tables.loop(log, dying);
    int third = dayStart(log, FIRST.plusDays(2));
    loop.accept(0, entries.subList(0, third));
    List<String> before = written();
    dying.dies = true;
    assertThatThrownBy(() -> loop.accept(0, entries.subList(third, entries.size())))
        .hasMessage("killed before the commit");
    assertThat(written()).isEqualTo(before).noneMatch(row -> row.startsWith("" + (DAY + 2)));

    dying.dies = false;
    loop.accept(0, entries.subList(third, entries.size()));
    assertThat(written()).isEqualTo(undisturbed);
  }

  @Test
  void a_day_is_complete_when_the_last_shard_has_written_it_and_only_then() {
    RecordedLog log = days(2);
    for (int shard = 0; shard < RecordedLog.SHARDS - 1; shard++) {
      tables.loop(log, tables.projection(10)).accept(shard, log.entries(shard));
    }
    populations.look();
    assertThat(rows("select 1 from scoring.population where complete")).isEmpty();

    int last = RecordedLog.SHARDS - 1;
    tables.loop(log, tables.projection(10)).accept(last, log.entries(last));
    populations.look();
    assertThat(rows("select 1 from scoring.population where not complete")).isEmpty();
    long count = models();
    populations.look();
    assertThat(models()).isEqualTo(count);
  }

  @Test
  void a_shard_that_another_process_touched_is_read_anew() {
    RecordedLog log = days(2);
    List<LogEntry> entries = log.entries(0);
    var ours = tables.loop(log, tables.projection(100));
    ours.accept(0, entries.subList(0, entries.size() - 1));
    FixtureModels.activate(registry, "initech", FixtureModels.GROWTH);

    tables.loop(log, tables.projection(100)).touch(0);
    ours.accept(0, entries);

    assertThat(rows("select last_sequence from scoring.shard_clock where shard = 0"))
        .extracting(row -> row.getLong(0))
        .containsExactly((long) rows("select 1 from scoring.score_change where shard = 0").size());
    assertThat(rows("select 1 from scoring.score_change where score_name = 'expansion'"))
        .hasSameSizeAs(
            rows("select 1 from scoring.score where shard = 0 and score_name = 'health'"));
  }

  @Test
  void a_tenant_sees_no_standings_of_others() {
    RecordedLog log = days(2);
    tables.loop(log, tables.projection(10)).accept(0, log.entries(0));

    assertThat(seenBy("initech")).isPositive();
    assertThat(seenBy("globex")).isZero();
  }

  private int seenBy(String tenant) {
    return reads.read(tenant, tx -> tx.query("select 1 from scoring.population").size());
  }

  /** Days on which twenty accounts are each measured at 10 points more than the day before. */
  private static RecordedLog days(int days) {
    var log = new RecordedLog();
    for (int day = 0; day < days; day++) {
      log.startDay(FIRST.plusDays(day));
      Instant noon = FIRST.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
      for (int i = 0; i < 20; i++) {
        var measured = Measurement.newBuilder().setName("usage").setValue(i + 10.0 * (day + 1));
        log.record(
            RecordedLog.event("initech", "a%02d".formatted(i), noon)
                .setMeasurement(measured)
                .build(),
            noon);
      }
    }
    return log;
  }

  /** The averages of a shard's accounts in their order, as the table keeps them. */
  private static String averages(RecordedLog log, int shard, int more) {
    var hex = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      var event = RecordedLog.activity("initech", "a%02d".formatted(i), "u", Instant.EPOCH);
      if (RecordedLog.shardOf(event) == shard) {
        hex.append("%04x".formatted(10 * i + more));
      }
    }
    assertThat(log.shard(shard)).isNotEmpty();
    return hex.toString();
  }

  private static int dayStart(RecordedLog log, LocalDate day) {
    for (var event : log.shard(0)) {
      if (event.getEvent().getEventKey().equals(day.toString())) {
        return (int) event.getPosition() - 1;
      }
    }
    throw new AssertionError("no such day");
  }

  /** Day, segment and averages of shard 0. */
  private List<String> written() {
    List<String> written = new ArrayList<>();
    for (Row row :
        rows(
            """
            select day, segment, averages from scoring.population where shard = 0 order by day, segment
            """)) {
      String hex = HexFormat.of().formatHex(row.getBuffer(2).getBytes());
      written.add("%d \"%s\" %s".formatted(row.getInteger(0), row.getString(1), hex));
    }
    return written;
  }

  private List<Long> daysWithin(long first, long last) {
    return rows(
            "select distinct day from scoring.population where shard = 0 and day between %d and %d order by 1"
                .formatted(first, last))
        .stream()
        .map(row -> (long) row.getInteger(0))
        .toList();
  }

  private void clear() {
    try {
      empty();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private long models() {
    return rows("select models from scoring.projection").getFirst().getLong(0);
  }

  private List<Row> rows(String sql) {
    List<Row> rows = new ArrayList<>();
    new Transactions(pool).run(tx -> tx.query(sql).forEach(rows::add));
    return rows;
  }
}
