package io.barometer.routing.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.desk.Desk;
import io.barometer.routing.desk.Desk.Sent;
import io.barometer.routing.desk.Scenario;
import io.barometer.routing.match.Label;
import io.barometer.routing.route.Escalation;
import io.barometer.routing.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two replicas that share the tables and die at every step between decision, intent, send and
 * outcome: whoever deduplicates by id gets what it would have got without a crash.
 */
class CrashTest {
  private static final int HISTORIES = 2_000;
  private static final int STEPS = 60;

  /** Where a replica dies. */
  private enum Crash {
    NOWHERE,
    AFTER_DECISION,
    AFTER_INTENT,
    AFTER_SEND
  }

  /** What a receiver has: ids with what they said, and how often each came. */
  private static final class Receivers {
    final Map<String, String> said = new TreeMap<>();
    final Map<String, Integer> times = new HashMap<>();
    int ambiguous;

    void take(Sent sent, Desk desk) {
      String words =
          sent.time()
              + " "
              + sent.notice().kind()
              + " "
              + desk.names(sent.notice().firing())
              + " | "
              + desk.names(sent.notice().over());
      String before = said.put(sent.id(), words);
      assertThat(before == null || before.equals(words)).as("one id says one thing").isTrue();
      times.merge(sent.id(), 1, Integer::sum);
    }
  }

  @Test
  void nothing_is_missed_and_nothing_doubled_whatever_dies() {
    int crashes = 0;
    int notices = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Receivers calm = play(seed, false);
      Receivers troubled = play(seed, true);
      assertThat(troubled.said).as("history %d", seed).isEqualTo(calm.said);
      int extra = troubled.times.values().stream().mapToInt(n -> n - 1).sum();
      assertThat(extra).as("extra messages of history %d", seed).isEqualTo(troubled.ambiguous);
      assertThat(calm.times.values()).allMatch(n -> n == 1);
      crashes += troubled.ambiguous;
      notices += calm.said.size();
    }
    assertThat(notices).isGreaterThan(10 * HISTORIES);
    assertThat(crashes).isGreaterThan(HISTORIES);
  }

  private static Receivers play(int seed, boolean crashing) {
    Random chance = new Random(seed);
    Random deaths = new Random(~seed);
    Desk desk = new Desk(tree());
    Receivers receivers = new Receivers();
    List<String> fired = new ArrayList<>();
    Instant time = Instant.EPOCH;
    for (int step = 0; step < STEPS; step++) {
      time = time.plusMillis(chance.nextInt(20_000));
      work(desk, time, receivers, crashing ? deaths : null);
      desk.now(time);
      change(chance, fired, step).accept(desk);
    }
    work(desk, time.plus(Duration.ofHours(2)), receivers, crashing ? deaths : null);
    assertThat(desk.untold()).as("fires and was never told, history %d", seed).isEmpty();
    return receivers;
  }

  private static Consumer<Desk> change(Random chance, List<String> fired, int step) {
    int kind = chance.nextInt(10);
    String owner = "owner=" + (char) ('k' + chance.nextInt(3));
    String severity = "severity=" + (chance.nextBoolean() ? "critical" : "warning");
    if (kind < 5 || fired.isEmpty()) {
      String name = "a" + step;
      fired.add(name);
      return desk -> desk.fire(name, Scenario.labels(owner, severity));
    }
    String name = fired.get(chance.nextInt(fired.size()));
    return switch (kind) {
      case 5 -> desk -> desk.acknowledge(name);
      case 6 -> desk -> desk.snooze(name, Duration.ofSeconds(30));
      default -> desk -> desk.end(name);
    };
  }

  /** Does all that is due up to a time, with a crash at any step when there are to be some. */
  private static void work(Desk desk, Instant end, Receivers receivers, @Nullable Random deaths) {
    for (Instant due = desk.due(); due != null && !due.isAfter(end); due = desk.due()) {
      desk.now(due.isBefore(desk.now()) ? desk.now() : due);
      for (String group : desk.dueNow()) {
        decide(desk, group, receivers, deaths);
      }
    }
  }

  private static void decide(
      Desk desk, String group, Receivers receivers, @Nullable Random deaths) {
    Flush flush = desk.look(group);
    if (dies(deaths) == Crash.AFTER_DECISION) {
      flush = desk.look(group);
    }
    Deque<Sent> intents = new ArrayDeque<>(desk.store(group, flush));
    while (!intents.isEmpty()) {
      Sent sent = intents.peek();
      Crash crash = dies(deaths);
      if (crash == Crash.AFTER_INTENT) {
        continue;
      }
      receivers.take(sent, desk);
      if (crash == Crash.AFTER_SEND) {
        receivers.ambiguous++;
        continue;
      }
      intents.remove();
    }
  }

  private static Crash dies(@Nullable Random deaths) {
    if (deaths == null || deaths.nextInt(4) > 0) {
      return Crash.NOWHERE;
    }
    return Crash.values()[deaths.nextInt(Crash.values().length)];
  }

  private static Route tree() {
    List<Escalation> steps = List.of(new Escalation(Duration.ofMinutes(2), List.of("lead")));
    Route critical =
        new Route(
            "critical",
            List.of(AlertmanagerScenariosTest.matcher("severity=critical")),
            true,
            List.of("pager", "slack"),
            Set.of(Label.OWNER),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            steps,
            List.of(),
            List.of(),
            List.of());
    Route root = Route.to("all", "mail");
    return new Route(
        root.name(),
        root.matchers(),
        false,
        root.receivers(),
        Set.of(Label.SEVERITY),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ZERO,
        List.of(),
        List.of(),
        List.of(),
        List.of(critical, Route.to("rest", "mail")));
  }
}
