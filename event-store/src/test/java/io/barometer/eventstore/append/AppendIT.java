package io.barometer.eventstore.append;

import static io.barometer.eventstore.append.Stores.accountIn;
import static io.barometer.eventstore.append.Stores.append;
import static io.barometer.eventstore.append.Stores.event;
import static io.barometer.eventstore.append.Stores.offered;
import static io.barometer.eventstore.append.Stores.outcomes;
import static io.barometer.eventstore.append.Stores.position;
import static io.barometer.eventstore.append.Stores.writer;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendIT {

  private static final int MAX_BATCH = 40;

  @BeforeEach
  void empty() throws Exception {
    TestDatabase.recreate();
  }

  @Test
  void twoStoresThatFenceEachOtherLeaveOneWholeLog() throws Exception {
    try (var one = writer(true, MAX_BATCH);
        var other = writer(true, MAX_BATCH);
        var callers = Executors.newFixedThreadPool(4)) {
      one.start();
      other.start();
      var work = new ArrayList<Callable<List<Append>>>();
      for (int caller = 0; caller < 4; caller++) {
        String name = "caller-" + caller;
        var writer = caller % 2 == 0 ? one : other;
        work.add(() -> fiveAtATime(writer, name));
      }
      var places = new HashSet<String>();
      for (var appends : callers.invokeAll(work)) {
        for (Append append : appends.get()) {
          for (Outcome outcome : outcomes(append)) {
            var stored = ((Outcome.Stored) outcome).event();
            places.add(stored.shard() + "/" + stored.position());
          }
        }
      }
      assertThat(places).hasSize(4 * 60 * 5);
    }
    assertThat(TestDatabase.rows("select count(*) from ingestion.event")).isEqualTo("1200");
    Stores.verify();
  }

  private static List<Append> fiveAtATime(EventWriter writer, String caller) {
    var appends = new ArrayList<Append>();
    for (int i = 0; i < 60; i++) {
      var events = new NewEvent[5];
      for (int j = 0; j < events.length; j++) {
        events[j] = event("account-" + (i + j) % 11, caller + "-" + i + "-" + j, "content");
      }
      appends.add(offered(writer, i % 2 == 0, events));
    }
    return appends;
  }

  @Test
  void theSameEventsSentToTwoStoresAreStoredOnce() throws Exception {
    try (var one = writer(true, MAX_BATCH);
        var other = writer(true, MAX_BATCH)) {
      one.start();
      other.start();
      var pairs = new ArrayList<Append>();
      for (int i = 0; i < 50; i++) {
        var twin = event("account-" + i % 7, "k" + i, "content");
        pairs.add(offered(one, true, twin));
        pairs.add(offered(other, true, twin));
      }
      int stored = 0;
      for (Append append : pairs) {
        stored += outcomes(append).getFirst() instanceof Outcome.Stored ? 1 : 0;
      }
      assertThat(stored).isEqualTo(50);
    }
    assertThat(TestDatabase.rows("select count(*) from ingestion.event")).isEqualTo("50");
    Stores.verify();
  }

  @Test
  void repeatsAndConflictsNameTheFirstPositionAlsoAfterARestart() throws Exception {
    var first = event("account", "k1", "content");
    long position;
    try (var writer = writer(true, MAX_BATCH)) {
      writer.start();
      append(writer, true, event("account", "k0", "content"));
      position = position(append(writer, true, first).getFirst());
      assertThat(append(writer, true, first))
          .containsExactly(new Outcome.Repeated(first, position));
    }
    try (var writer = writer(true, MAX_BATCH)) {
      writer.start();
      var other = event("account", "k1", "other");
      var fresh = event("account", "k2", "content");
      var outcomes = append(writer, false, first, other, fresh, fresh);
      assertThat(outcomes.subList(0, 2))
          .containsExactly(new Outcome.Repeated(first, position), new Outcome.Conflict(position));
      assertThat(position(outcomes.get(2))).isEqualTo(position + 1);
      assertThat(outcomes.get(3)).isEqualTo(new Outcome.Repeated(fresh, position + 1));
    }
    Stores.verify();
  }

  @Test
  void anAtomicAppendOverAllShardsWithOneConflictChangesNothing() throws Exception {
    var taken = event(accountIn(2), "taken", "content");
    try (var writer = writer(true, MAX_BATCH)) {
      writer.start();
      append(writer, true, taken);
      String before = everything();
      var outcomes =
          append(
              writer,
              true,
              event(accountIn(0), "k", "content"),
              event(accountIn(1), "k", "content"),
              event(accountIn(2), "taken", "other"),
              event(accountIn(3), "k", "content"));
      assertThat(outcomes.get(2)).isEqualTo(new Outcome.Conflict(1));
      assertThat(everything()).isEqualTo(before);
    }
    Stores.verify();
  }

  @Test
  void aRefusedAppendTakesNothingFromItsNeighboursInTheSameTransaction() throws Exception {
    String account = accountIn(1);
    var taken = event(account, "taken", "content");
    try (var writer = writer(true, MAX_BATCH)) {
      var before = offered(writer, true, taken, event(account, "before", "content"));
      var refused =
          offered(
              writer, true, event(account, "lost", "content"), event(account, "taken", "other"));
      var after = offered(writer, true, event(account, "after", "content"));
      writer.start();
      assertThat(position(outcomes(before).get(1))).isEqualTo(2);
      assertThat(outcomes(refused).get(1)).isEqualTo(new Outcome.Conflict(1));
      assertThat(position(outcomes(after).getFirst())).isEqualTo(3);
    }
    Stores.verify();
  }

  @Test
  void anExpectedVersionIsHeldAgainstWhatAnotherStoreWrote() throws Exception {
    try (var one = writer(true, MAX_BATCH);
        var other = writer(true, MAX_BATCH)) {
      one.start();
      other.start();
      append(one, true, event("account", "k1", "content"));
      append(other, true, event("account", "k2", "content"));
      var stale =
          Append.expecting(List.of(event("account", "k3", "content")), true, OptionalLong.of(1));
      one.offer(stale);
      assertThat(outcomes(stale)).containsExactly(new Outcome.VersionConflict(1, 2));
      var current =
          Append.expecting(List.of(event("account", "k3", "content")), true, OptionalLong.of(2));
      one.offer(current);
      assertThat(position(outcomes(current).getFirst())).isEqualTo(3);
    }
    Stores.verify();
  }

  @Test
  void anAccountThatAnotherStoreOpenedIsKnown() throws Exception {
    try (var one = writer(false, MAX_BATCH);
        var other = writer(false, MAX_BATCH)) {
      one.start();
      other.start();
      assertThat(append(one, true, event("account", "k1", "content")))
          .containsExactly(new Outcome.AccountUnknown());
      append(other, true, event("account", "open", "content", StreamEffect.OPENS));
      assertThat(position(append(one, true, event("account", "k1", "content")).getFirst()))
          .isEqualTo(2);
    }
    Stores.verify();
  }

  @Test
  void aConnectionThatBreaksIsReplacedAndNothingIsLost() throws Exception {
    try (var writer = writer(true, MAX_BATCH)) {
      writer.start();
      append(writer, true, event("account", "k1", "content"));
      TestDatabase.rows(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ingestion_worker'");
      assertThat(position(append(writer, true, event("account", "k2", "content")).getFirst()))
          .isEqualTo(2);
    }
    Stores.verify();
  }

  private static String everything() throws Exception {
    return TestDatabase.rows(
        """
        select (select string_agg(h::text, ';' order by shard) from ingestion.shard_head h),
               (select string_agg(s::text, ';' order by s::text) from ingestion.archived_stream s),
               (select string_agg(b::text, ';' order by b::text) from ingestion.batch b),
               (select count(*) from ingestion.event)""");
  }
}
