package io.barometer.routing.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.incident.Change.Kind;
import io.barometer.routing.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IncidentPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int WARNING = 2;
  private static final int CRITICAL = 3;

  private final IncidentPolicy policy = new IncidentPolicy(WINDOW);
  private final Incident opened = policy.opened(WARNING, NOON).incident();

  @Test
  void it_opens_with_its_first_alert_and_is_over_with_its_last() {
    Incident two = policy.joined(opened, WARNING, at(1)).incident();
    Step first = policy.ended(two, at(2));
    Step last = policy.ended(first.incident(), at(3));
    assertThat(first.incident()).isEqualTo(opened);
    assertThat(first.changes()).isEmpty();
    assertThat(last.incident())
        .isEqualTo(new Incident(State.RESOLVED, WARNING, 0, "", "", null, at(3)));
    assertThat(last.changes()).containsExactly(new Change(Kind.RESOLVED, "", at(3), ""));
  }

  @Test
  void what_is_acknowledged_stays_so_for_what_is_not_more_severe() {
    Incident taken = said(opened, new Command.Acknowledge("Kim", "on it")).incident();
    Step same = policy.joined(taken, WARNING, at(2));
    Step worse = policy.joined(taken, CRITICAL, at(2));
    assertThat(same.incident())
        .isEqualTo(new Incident(State.ACKNOWLEDGED, WARNING, 2, "Kim", "", null, null));
    assertThat(same.changes()).isEmpty();
    assertThat(worse.incident())
        .isEqualTo(new Incident(State.FIRING, CRITICAL, 2, "", "", null, null));
    assertThat(worse.changes()).containsExactly(new Change(Kind.RAISED, "", at(2), ""));
  }

  @Test
  void a_snooze_ends_at_its_time_or_with_something_more_severe_and_not_before() {
    Step snoozed = said(opened, new Command.Snooze("Kim", at(60), "after lunch"));
    assertThat(snoozed.changes())
        .containsExactly(
            new Change(Kind.SNOOZED, "Kim", at(1), "until 2026-03-02T13:00:00Z: after lunch"));
    Incident quiet = snoozed.incident();
    assertThat(policy.passed(quiet, at(60).minusNanos(1)).incident()).isEqualTo(quiet);
    assertThat(policy.joined(quiet, WARNING, at(2)).incident().state()).isEqualTo(State.SNOOZED);
    assertThat(policy.joined(quiet, CRITICAL, at(2)).incident().state()).isEqualTo(State.FIRING);
    Step woken = policy.passed(quiet, at(60));
    assertThat(woken.incident()).isEqualTo(opened);
    assertThat(woken.changes()).containsExactly(new Change(Kind.WOKEN, "", at(60), ""));
  }

  @Test
  void who_takes_it_takes_care_and_who_is_given_it_does_not_yet() {
    Step given = said(opened, new Command.Assign("Kim", "Lee", "your account"));
    assertThat(given.incident())
        .isEqualTo(new Incident(State.FIRING, WARNING, 1, "", "Lee", null, null));
    assertThat(given.changes())
        .containsExactly(new Change(Kind.ASSIGNED, "Kim", at(1), "to Lee: your account"));
    Step taken = said(given.incident(), new Command.Assign("Lee", "Lee", ""));
    assertThat(taken.incident().state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(taken.changes()).extracting(Change::kind).containsExactly(Kind.ACKNOWLEDGED);
  }

  @Test
  void an_alert_within_the_window_reopens_it_and_a_later_one_opens_another() {
    Incident over = policy.ended(opened, at(10)).incident();
    Instant end = at(10).plus(WINDOW);
    assertThat(policy.joins(null, NOON)).isFalse();
    assertThat(policy.joins(over, end.minusNanos(1))).isTrue();
    assertThat(policy.joins(over, end)).isFalse();
    Step again = policy.joined(over, CRITICAL, at(20));
    assertThat(again.incident())
        .isEqualTo(new Incident(State.FIRING, CRITICAL, 1, "", "", null, null));
    assertThat(again.changes()).containsExactly(new Change(Kind.REOPENED, "", at(20), ""));
  }

  @Test
  void a_person_resolves_it_though_alerts_fire_and_reopens_it() {
    Step over = said(opened, new Command.Resolve("Kim", "known"));
    assertThat(over.incident())
        .isEqualTo(new Incident(State.RESOLVED, WARNING, 1, "", "", null, at(1)));
    assertThat(policy.ended(over.incident(), at(2)).changes()).isEmpty();
    Step again = said(over.incident(), new Command.Reopen("Lee", "not quite"));
    assertThat(again.incident()).isEqualTo(opened);
  }

  @Test
  void what_is_said_twice_changes_nothing_and_what_is_over_is_nobodys() {
    for (Command command :
        new Command[] {
          new Command.Acknowledge("Kim", ""),
          new Command.Snooze("Kim", at(60), ""),
          new Command.Assign("Kim", "Kim", ""),
          new Command.Resolve("Kim", "")
        }) {
      Incident once = said(opened, command).incident();
      assertThat(said(once, command)).as(command.toString()).isEqualTo(Step.same(once));
    }
    assertThat(said(opened, new Command.Reopen("Kim", ""))).isEqualTo(Step.same(opened));
    Incident over = policy.ended(opened, at(1)).incident();
    assertThat(policy.said(over, new Command.Acknowledge("Kim", ""), at(2))).isEmpty();
    assertThat(policy.said(over, new Command.Snooze("Kim", at(9), ""), at(2))).isEmpty();
    assertThat(policy.said(over, new Command.Assign("Kim", "Lee", ""), at(2))).isEmpty();
  }

  private Step said(Incident incident, Command command) {
    return Objects.requireNonNull(policy.said(incident, command, at(1)).orElse(null));
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(minute * 60L);
  }
}
