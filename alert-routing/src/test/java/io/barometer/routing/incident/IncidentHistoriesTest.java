package io.barometer.routing.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.incident.Change.Kind;
import io.barometer.routing.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of lives of one cause: whatever happens, what is told of it holds together. */
class IncidentHistoriesTest {
  private static final int HISTORIES = 5_000;
  private static final int STEPS = 80;
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final Set<Kind> BY_THE_LOG =
      EnumSet.of(Kind.OPENED, Kind.RAISED, Kind.WOKEN, Kind.RESOLVED, Kind.REOPENED);

  /** One cause with its last incident, and the severities of the alerts that are not over. */
  private static final class Life {
    final IncidentPolicy policy = new IncidentPolicy(WINDOW);
    final Random random;
    final List<Change> history = new ArrayList<>();
    final Deque<Integer> open = new ArrayDeque<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    @Nullable Incident incident;
    int incidents;

    Life(int seed) {
      random = new Random(seed);
    }

    void step() {
      now = now.plusSeconds(60 + random.nextInt(120_000));
      Incident before = incident;
      int choice = random.nextInt(10);
      if (choice < 4) {
        fire(1 + random.nextInt(3));
      } else if (choice < 7) {
        end();
      } else if (before != null) {
        take(policy.passed(before, now));
        policy.said(Objects.requireNonNull(incident), command(), now).ifPresent(this::take);
      }
      if (incident != null) {
        take(policy.passed(incident, now));
      }
    }

    void fire(int severity) {
      Incident before = incident;
      if (before == null || !policy.joins(before, now)) {
        assertThat(before == null || before.state() == State.RESOLVED).isTrue();
        incidents++;
        open.clear();
        history.clear();
        take(policy.opened(severity, now));
      } else {
        take(policy.joined(before, severity, now));
        boolean worse = before.state() != State.RESOLVED && severity > before.severity();
        if (worse) {
          assertThat(Objects.requireNonNull(incident).state()).isEqualTo(State.FIRING);
        }
      }
      open.add(severity);
    }

    void end() {
      if (!open.isEmpty()) {
        open.poll();
        take(policy.ended(Objects.requireNonNull(incident), now));
      }
    }

    Command command() {
      String by = random.nextBoolean() ? "Kim" : "Lee";
      return switch (random.nextInt(5)) {
        case 0 -> new Command.Acknowledge(by, "");
        case 1 -> new Command.Snooze(by, now.plusSeconds(1 + random.nextInt(90_000)), "");
        case 2 -> new Command.Assign(by, random.nextBoolean() ? "Kim" : "Lee", "");
        case 3 -> new Command.Resolve(by, "");
        default -> new Command.Reopen(by, "");
      };
    }

    void take(Step step) {
      boolean moved =
          incident == null || step.incident().state() != Objects.requireNonNull(incident).state();
      incident = step.incident();
      history.addAll(step.changes());
      if (moved) {
        assertThat(step.changes()).as("a change of state is told").isNotEmpty();
      }
    }
  }

  @Test
  void what_is_told_of_an_incident_holds_together() {
    int all = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Life life = new Life(seed);
      for (int i = 0; i < STEPS; i++) {
        life.step();
        check(life);
      }
      all += life.incidents;
    }
    assertThat(all).isGreaterThan(2 * HISTORIES);
  }

  @Test
  void the_same_history_is_decided_the_same() {
    for (int seed = 0; seed < 200; seed++) {
      Life one = new Life(seed);
      Life other = new Life(seed);
      for (int i = 0; i < STEPS; i++) {
        one.step();
        other.step();
      }
      assertThat(one.incident).isEqualTo(other.incident);
      assertThat(one.history).isEqualTo(other.history);
    }
  }

  private static void check(Life life) {
    Incident incident = life.incident;
    if (incident == null) {
      return;
    }
    assertThat(incident.open()).isEqualTo(life.open.size());
    assertThat(incident.resolvedAt() != null).isEqualTo(incident.state() == State.RESOLVED);
    assertThat(incident.snoozedUntil() != null).isEqualTo(incident.state() == State.SNOOZED);
    assertThat(!incident.acknowledgedBy().isEmpty())
        .isEqualTo(incident.state() == State.ACKNOWLEDGED);
    if (incident.snoozedUntil() != null) {
      assertThat(incident.snoozedUntil()).as("a snooze that is over has ended").isAfter(life.now);
    }
    assertThat(life.history.getFirst().kind()).isEqualTo(Kind.OPENED);
    assertThat(life.history).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(life.history)
        .allMatch(change -> !change.by().isEmpty() || BY_THE_LOG.contains(change.kind()));
  }
}
