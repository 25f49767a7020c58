package io.barometer.eventstore.project;

import static io.barometer.eventstore.MemoryLog.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.MemoryLog;
import io.barometer.eventstore.TestDatabase;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionLoopIT {

  private final MemoryLog log = new MemoryLog();
  private final Applied projection = new Applied();
  private Pool pool;

  /** Notes what is applied, in order; every entry of the key "bad" is one too many. */
  private static final class Applied implements Projection {

    private volatile boolean failing;

    @Override
    public void apply(Tx tx, int shard, List<LogEntry> entries) {
      boolean frozen = tx.query("select from scoring.frozen where key = 'bad'").size() > 0;
      for (LogEntry entry : entries) {
        if (entry.key().equals("bad") && !frozen) {
          throw new PoisonedEntry(entry, new IllegalStateException("cannot be read"));
        }
        if (!entry.key().equals("bad")) {
          tx.send("insert into scoring.applied (position) values ($1)", Tuple.of(entry.position()));
        }
      }
      if (failing) {
        throw new IllegalStateException("after its effects");
      }
    }

    @Override
    public void freeze(Tx tx, PoisonedEntry poisoned) {
      tx.update(
          "insert into scoring.frozen (key, position, error) values ($1, $2, $3)",
          Tuple.of(poisoned.entry().key(), poisoned.entry().position(), poisoned.getMessage()));
    }
  }

  @BeforeEach
  void open() throws Exception {
    TestDatabase.recreate();
    TestDatabase.execute(
        "barometer_owner",
        """
        create table scoring.checkpoint (
          projection text, projection_version int, shard int, position bigint not null, state_hash bytea,
          primary key (projection, projection_version, shard));
        create table scoring.applied (n bigint generated always as identity, position bigint);
        create table scoring.frozen (key text primary key, position bigint, error text);
        grant select, insert, update on all tables in schema scoring to scoring_worker""");
    pool = TestDatabase.pool("scoring_worker");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private ProjectionLoop loop() {
    return new ProjectionLoop(pool, "scoring.checkpoint", "test", 1, log, projection);
  }

  private static List<LogEntry> entries(long... positions) {
    var entries = new ArrayList<LogEntry>();
    for (long position : positions) {
      entries.add(entry(position, "key"));
    }
    return entries;
  }

  private static String applied() throws Exception {
    return TestDatabase.rows(
        "select string_agg(position::text, ' ' order by n) from scoring.applied");
  }

  private static String checkpoint() throws Exception {
    return TestDatabase.rows("select position from scoring.checkpoint");
  }

  @Test
  void aHoleIsFilledFromTheLog() throws Exception {
    log.grow(7);
    var loop = loop();
    assertThat(loop.accept(0, entries(1, 2))).isEqualTo(2);
    assertThat(loop.accept(0, entries(5, 6))).isEqualTo(7);
    assertThat(applied()).isEqualTo("1 2 3 4 5 6 7");
    assertThat(checkpoint()).isEqualTo("7");
  }

  @Test
  void aHoleThatTheLogCannotFillIsNotSkipped() throws Exception {
    log.grow(2);
    assertThatThrownBy(() -> loop().accept(0, entries(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The log ends before an entry that was published");
    assertThat(applied()).isEqualTo("1 2");
  }

  @Test
  void aShardWhoseOwnerStandsStillIsTakenOverAndOneThatMovesIsNot() throws Exception {
    var owner = loop();
    var stalled = new StalledShards("test", loop(), 0);
    log.grow(2);
    stalled.look(List.of(0));
    assertThat(applied()).isEqualTo("null");

    owner.catchUp(0);
    log.grow(1);
    stalled.look(List.of(0));
    assertThat(applied()).isEqualTo("1 2");

    stalled.look(List.of(0));
    assertThat(applied()).isEqualTo("1 2 3");
    assertThat(checkpoint()).isEqualTo("3");
    assertThat(owner.accept(0, entries(3))).isEqualTo(3);

    stalled.look(List.of(0));
    stalled.look(List.of(0));
    assertThat(applied()).isEqualTo("1 2 3");
  }

  @Test
  void repeatsAreDropped() throws Exception {
    var loop = loop();
    loop.accept(0, entries(1, 2));
    loop.accept(0, entries(1, 2, 3));
    assertThat(loop.accept(0, entries(2, 3))).isEqualTo(3);
    assertThat(applied()).isEqualTo("1 2 3");
  }

  @Test
  void aSecondLoopThatIsGivenTheSameEntriesChangesNothing() throws Exception {
    log.grow(4);
    var first = loop();
    var second = loop();
    assertThat(second.position(0)).isEqualTo(0);
    first.accept(0, entries(1, 2, 3));
    assertThat(second.accept(0, entries(1, 2, 3))).isEqualTo(3);
    assertThat(second.accept(0, entries(3, 4))).isEqualTo(4);
    assertThat(first.accept(0, entries(4))).isEqualTo(4);
    assertThat(applied()).isEqualTo("1 2 3 4");
  }

  @Test
  void loopsThatRaceForTheSameShardApplyEveryEntryOnceInOrder() throws Exception {
    log.grow(60);
    try (var threads = Executors.newFixedThreadPool(3)) {
      var work = new ArrayList<Callable<Long>>();
      for (int racer = 0; racer < 3; racer++) {
        var loop = loop();
        work.add(
            () -> {
              long reached = 0;
              for (long i = 1; i <= 59; i += 2) {
                reached = loop.accept(0, entries(i, i + 1));
              }
              return reached;
            });
      }
      for (var end : threads.invokeAll(work)) {
        assertThat(end.get()).isEqualTo(60);
      }
    }
    var expected = new ArrayList<String>();
    for (int i = 1; i <= 60; i++) {
      expected.add("" + i);
    }
    assertThat(applied()).isEqualTo(String.join(" ", expected));
  }

  @Test
  void anEntryThatCannotBeAppliedFreezesItsStreamOnly() throws Exception {
    var loop = loop();
    var entries = List.of(entry(1, "key"), entry(2, "bad"), entry(3, "bad"), entry(4, "key"));
    assertThat(loop.accept(0, entries)).isEqualTo(4);
    assertThat(loop.accept(0, List.of(entry(5, "bad"), entry(6, "key")))).isEqualTo(6);
    assertThat(applied()).isEqualTo("1 4 6");
    assertThat(TestDatabase.rows("select key, position, error from scoring.frozen"))
        .isEqualTo("bad,2,java.lang.IllegalStateException: cannot be read");
    assertThat(checkpoint()).isEqualTo("6");
  }

  @Test
  void aFailureBeforeTheCommitChangesNothing() throws Exception {
    var loop = loop();
    loop.accept(0, entries(1));
    projection.failing = true;
    assertThatThrownBy(() -> loop.accept(0, entries(2, 3))).hasMessage("after its effects");
    assertThat(applied()).isEqualTo("1");
    assertThat(checkpoint()).isEqualTo("1");
    projection.failing = false;
    assertThat(loop.accept(0, entries(2, 3))).isEqualTo(3);
    assertThat(applied()).isEqualTo("1 2 3");
  }

  @Test
  void aSilentShardCatchesUpFromTheLogItself() throws Exception {
    log.grow(2_500);
    assertThat(loop().catchUp(0)).isEqualTo(2_500);
    assertThat(
            TestDatabase.rows("select count(*), min(position), max(position) from scoring.applied"))
        .isEqualTo("2500,1,2500");
  }
}
