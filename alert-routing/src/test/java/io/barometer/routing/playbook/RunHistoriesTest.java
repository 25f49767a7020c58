package io.barometer.routing.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories: alerts come and go, people and engines say what they like, late and
 * twice, and every transaction and every publication may crash before or after its end.
 */
class RunHistoriesTest {
  private static final int HISTORIES = 3_000;
  private static final int STEPS = 60;

  private int triggered;
  private int repeated;
  private int heldBack;

  @Test
  void no_engine_hears_of_a_run_before_approval_and_of_each_exactly_one_trigger() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      new History(seed).run();
    }
    assertThat(triggered).isGreaterThan(10_000);
    assertThat(repeated).isGreaterThan(1_000);
    assertThat(heldBack).isGreaterThan(1_000);
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A row of a run. */
  private record Run(
      Playbook playbook, String alert, String account, Instant begun, List<RunState> path) {
    RunState state() {
      return path.getLast();
    }

    Run in(RunState state) {
      List<RunState> longer = new ArrayList<>(path);
      longer.add(state);
      return new Run(playbook, alert, account, begun, List.copyOf(longer));
    }
  }

  /** What is durable. */
  private record Tables(Map<String, Run> runs, List<String> triggers, Set<String> over) {
    Tables copy() {
      return new Tables(
          new LinkedHashMap<>(runs), new ArrayList<>(triggers), new LinkedHashSet<>(over));
    }
  }

  private final class History {
    private final Random random;
    private final List<Playbook> playbooks = new ArrayList<>();
    private final Map<String, Labels> alerts = new LinkedHashMap<>();
    private final Map<String, Instant> fired = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private Tables tables =
        new Tables(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashSet<>());
    private int published;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    History(int seed) {
      random = new Random(seed);
      for (int i = 0; i < 3; i++) {
        playbooks.add(
            new Playbook(
                "P" + i,
                Set.of("rule-" + i, "rule-" + (i + 1)),
                List.of(),
                i == 2 ? List.of(RunPolicyTest.matcher("account!=a-0")) : List.of(),
                random.nextInt(3) > 0,
                Duration.ofDays(1 + random.nextInt(5)),
                Duration.ofDays(random.nextInt(4)),
                Instant.MIN));
      }
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        now = now.plus(Duration.ofHours(random.nextInt(12)));
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> fire();
          case 3 -> again(alerts.keySet().stream().toList());
          case 4 -> over(alerts.keySet().stream().toList());
          case 5 -> lapse();
          default -> say(tables.runs.keySet().stream().toList());
        }
        publish();
      }
      while (published < tables.triggers.size()) {
        publish();
      }
      check();
    }

    private void fire() {
      String alert = "alert-" + alerts.size();
      alerts.put(
          alert,
          new Labels(
              Map.of(
                  Label.ACCOUNT, "a-" + random.nextInt(3),
                  Label.RULE, "rule-" + random.nextInt(4),
                  Label.PLAYBOOK, random.nextInt(4) == 0 ? "Call" : "")));
      fired.put(alert, now);
      transact(next -> begin(next, alert));
    }

    /** An evaluation that did not hear of its commit. */
    private void again(List<String> known) {
      if (!known.isEmpty() && known.getLast() != null) {
        transact(next -> begin(next, known.getLast()));
      }
    }

    private void begin(Tables next, String alert) {
      Labels labels = alerts.getOrDefault(alert, Labels.NONE);
      String account = labels.text(Label.ACCOUNT);
      Instant at = fired.getOrDefault(alert, now);
      List<Playbook> begins =
          RunPolicy.begins(playbooks, labels, at, asked -> last(next, asked, account, alert));
      heldBack +=
          (int) playbooks.stream().filter(p -> p.matches(labels) && !begins.contains(p)).count();
      for (Playbook playbook : begins) {
        String id = playbook.name() + " " + alert;
        RunState first = RunPolicy.first(playbook);
        Run begun = new Run(playbook, alert, account, at, List.of(first));
        if (next.runs.putIfAbsent(id, begun) == null && first == RunState.TRIGGERED) {
          next.triggers.add(id);
        }
      }
    }

    private Optional<Instant> last(Tables next, Playbook playbook, String account, String alert) {
      return next.runs.values().stream()
          .filter(run -> run.playbook.equals(playbook) && run.account.equals(account))
          .filter(run -> run.state() != RunState.CANCELLED && !run.alert.equals(alert))
          .map(Run::begun)
          .max(Comparator.naturalOrder());
    }

    private void over(List<String> known) {
      if (!known.isEmpty()) {
        String alert = known.get(random.nextInt(known.size()));
        transact(
            next -> {
              next.over.add(alert);
              List.copyOf(next.runs.entrySet()).stream()
                  .filter(run -> run.getValue().alert.equals(alert))
                  .forEach(run -> command(next, run.getKey(), RunCommand.END_ALERT));
            });
      }
    }

    private void lapse() {
      transact(
          next ->
              List.copyOf(next.runs.keySet()).forEach(id -> command(next, id, RunCommand.LAPSE)));
    }

    private void say(List<String> known) {
      if (!known.isEmpty()) {
        String id = known.get(random.nextInt(known.size()));
        RunCommand[] words = {
          RunCommand.APPROVE,
          RunCommand.APPROVE,
          RunCommand.REJECT,
          RunCommand.COMPLETE,
          RunCommand.SKIP
        };
        RunCommand word = words[random.nextInt(words.length)];
        transact(next -> command(next, id, word));
      }
    }

    private void command(Tables next, String id, RunCommand command) {
      Run run = next.runs.get(id);
      if (run == null) {
        return;
      }
      boolean late = !now.isBefore(run.begun.plus(run.playbook.lapse()));
      if (RunPolicy.decide(run.state(), command, late) instanceof Ruling.Moves(RunState state)) {
        next.runs.put(id, run.in(state));
        if (state == RunState.TRIGGERED) {
          next.triggers.add(id);
        }
      }
    }

    /** Does work on a copy that is lost with a crash; whoever gets no answer asks again. */
    private void transact(java.util.function.Consumer<Tables> work) {
      boolean answered = false;
      while (!answered) {
        try {
          Tables next = tables.copy();
          work.accept(next);
          crash();
          tables = next;
          crash();
          answered = true;
        } catch (Crash lost) {
          repeated++;
        }
      }
    }

    private void publish() {
      try {
        for (String trigger :
            List.copyOf(tables.triggers.subList(published, tables.triggers.size()))) {
          crash();
          assertThat(tables.runs.get(trigger))
              .satisfies(run -> assertThat(run.path()).contains(RunState.TRIGGERED));
          heard.add(trigger);
          crash();
          published++;
        }
      } catch (Crash lost) {
        repeated++;
      }
    }

    private void crash() {
      if (random.nextInt(10) == 0) {
        throw new Crash();
      }
    }

    private void check() {
      List<String> wanted =
          tables.runs.entrySet().stream()
              .filter(run -> run.getValue().path.contains(RunState.TRIGGERED))
              .map(Map.Entry::getKey)
              .toList();
      triggered += wanted.size();
      assertThat(tables.triggers)
          .containsExactlyInAnyOrderElementsOf(wanted)
          .doesNotHaveDuplicates();
      assertThat(new ArrayList<>(new LinkedHashSet<>(heard))).isEqualTo(tables.triggers);
      for (Run run : tables.runs.values()) {
        assertThat(run.path()).doesNotHaveDuplicates().hasSizeBetween(1, 3);
        assertThat(run.path().contains(RunState.WAITING)).isEqualTo(run.playbook.approval());
        apart(run);
      }
    }

    /** No two runs that count began within a cool-down. */
    private void apart(Run run) {
      assertThat(
              tables.runs.values().stream()
                  .filter(o -> o.playbook.equals(run.playbook) && o.account.equals(run.account))
                  .filter(o -> !o.alert.equals(run.alert) && o.state() != RunState.CANCELLED)
                  .filter(o -> run.state() != RunState.CANCELLED)
                  .filter(o -> !o.begun.isBefore(run.begun))
                  .filter(o -> o.begun.isBefore(run.begun.plus(run.playbook.coolDown()))))
          .isEmpty();
    }
  }
}
