package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agroal.api.AgroalDataSource;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.append.Shards;
import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.QuietConsumer;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.scorecard.ActiveModels;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a parent when its shard or the child's dies, or both work at the same time. */
@QuarkusTest
@TestProfile(QuietConsumer.class)
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ParentsIT {
  private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
  private static final String TENANT = "initech";

  /** Accounts of two shards. */
  private static final String PARENT = on(1);

  private static final String CHILD = on(2);

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Inject ActiveModels models;
  @Inject ModelRegistry registry;
  @Inject ProjectionMetrics metrics;

  private final RecordedLog log = new RecordedLog();
  private Instant now = FIRST.atTime(9, 0).toInstant(ZoneOffset.UTC);
  private FoldTables tables;

  @BeforeEach
  void empty() throws SQLException {
    tables = new FoldTables(owner, pool, models, metrics);
    tables.clear();
    FixtureModels.activate(registry, TENANT, FixtureModels.family("mean"));
    log.startDay(FIRST);
    measured(PARENT, 10);
    loop(projection()).accept(1, log.entries(1));
    belongs(CHILD, PARENT);
    measured(CHILD, 80);
    loop(projection()).accept(2, log.entries(2));
    loop(projection()).touch(1);
  }

  @Test
  void what_a_child_did_is_told_once_by_whoever_comes_after_those_that_died() {
    assertThat(told()).containsExactly(100, 800);
    measured(CHILD, 30);
    loop(projection()).accept(2, log.entries(2));

    var dying = projection();
    dying.dies = true;
    assertThatThrownBy(() -> loop(dying).touch(1)).hasMessage("killed before the commit");
    loop(projection()).touch(1);
    loop(projection()).touch(1);

    assertThat(told()).containsExactly(100, 800, 300);
    assertThat(rows("select 1 from scoring.rollup_due where shard = 1")).isEmpty();
  }

  @Test
  void a_child_that_dies_before_its_commit_moves_nobody() {
    measured(CHILD, 30);
    var dying = projection();
    dying.dies = true;
    assertThatThrownBy(() -> loop(dying).accept(2, log.entries(2)))
        .hasMessage("killed before the commit");

    loop(projection()).touch(1);
    assertThat(told()).containsExactly(100, 800);
  }

  @Test
  void a_parent_that_is_scored_while_its_child_commits_is_scored_again() {
    measured(CHILD, 30);
    var child = projection();
    child.beforeCommit =
        () -> {
          belongs(PARENT, "");
          loop(projection()).accept(1, log.entries(1));
          loop(projection()).touch(1);
        };
    loop(child).accept(2, log.entries(2));
    assertThat(rows("select 1 from scoring.rollup_due where shard = 1")).hasSizeLessThan(2);

    loop(projection()).touch(1);
    assertThat(told()).containsExactly(100, 800, 300);
  }

  @Test
  void what_a_child_did_is_told_although_a_rebuild_takes_over_in_between() {
    measured(CHILD, 30);
    loop(projection()).accept(2, log.entries(2));

    var transactions = new Transactions(pool);
    var rebuild = new RebuildTables(transactions);
    int version = rebuild.begin();
    List<ShardBuild> builds = new ArrayList<>();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      var build =
          new ShardBuild(
              transactions,
              FoldTables.accounts(log),
              rebuild.active(models),
              rebuild.folded(),
              version,
              shard);
      build.add(log.entries(shard));
      builds.add(build);
    }
    var result =
        rebuild.finish(
            version, builds, false, (build, goal) -> List.of(), models, rebuild.folded());
    rebuild.dropDead();
    loop(projection()).touch(1);

    assertThat(result.orElseThrow().getRebuiltStateHash())
        .isEqualTo(result.orElseThrow().getLiveStateHash());
    assertThat(told()).containsExactly(100, 800, 300);
  }

  @Test
  void a_fold_of_the_same_events_gives_the_same_state_and_the_same_score() throws SQLException {
    measured(CHILD, 30);
    loop(projection()).accept(2, log.entries(2));
    loop(projection()).touch(1);
    String hash = tables.stateHash();

    tables.clear();
    FixtureModels.activate(registry, TENANT, FixtureModels.family("mean"));
    for (int shard : new int[] {2, 1}) {
      loop(projection()).accept(shard, log.entries(shard));
    }

    assertThat(tables.stateHash()).isEqualTo(hash);
    assertThat(told()).containsExactly(300);
  }

  private DyingProjection projection() {
    return new DyingProjection(tables.projection(10));
  }

  /** A process that has just started. */
  private ProjectionLoop loop(DyingProjection projection) {
    return tables.loop(log, projection);
  }

  private void belongs(String account, String parent) {
    now = now.plusSeconds(1);
    var profile = Profile.newBuilder().setParentAccountId(parent);
    log.record(
        RecordedLog.event(TENANT, account, now)
            .setProfileChanged(ProfileChanged.newBuilder().setProfile(profile))
            .build(),
        now);
  }

  private void measured(String account, double usage) {
    now = now.plusSeconds(1);
    log.record(
        RecordedLog.event(TENANT, account, now)
            .setMeasurement(Measurement.newBuilder().setName("usage").setValue(usage))
            .build(),
        now);
  }

  /** What the score log says of the parent's score. */
  private List<Integer> told() {
    List<Integer> told = new ArrayList<>();
    for (Row row :
        rows(
            "select payload from scoring.score_change where account_id = '%s' order by sequence"
                .formatted(PARENT))) {
      try {
        var entry = ScoreLogEntry.parseFrom(row.getBuffer(0).getBytes());
        if (entry.hasScoreChanged()) {
          told.add(entry.getScoreChanged().getCurrent().getScore().getTenths());
        }
      } catch (InvalidProtocolBufferException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return told;
  }

  private List<Row> rows(String sql) {
    List<Row> rows = new ArrayList<>();
    new Transactions(pool).run(tx -> tx.query(sql).forEach(rows::add));
    return rows;
  }

  private static String on(int shard) {
    for (int i = 0; ; i++) {
      if (Shards.of(TENANT, "acc" + i, RecordedLog.SHARDS) == shard) {
        return "acc" + i;
      }
    }
  }
}
