package io.barometer.routing.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.match.Matcher;
import io.barometer.routing.match.MatcherReading;
import io.barometer.routing.playbook.Ruling.Moves;
import io.barometer.routing.playbook.Ruling.Refused;
import io.barometer.routing.playbook.Ruling.Stays;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Playbook RESCUE =
      new Playbook(
          "Rescue",
          Set.of("at-risk"),
          List.of(matcher("severity=critical"), matcher("owner=kim")),
          List.of(matcher("arr>=50000")),
          true,
          Duration.ofDays(7),
          Duration.ofDays(30),
          NOON.minus(Duration.ofDays(365)));

  @Test
  void a_run_begins_by_rule_by_matchers_or_by_the_name_that_the_rule_carries() {
    assertThat(begun(alert("at-risk", "warning", "", "50000"))).containsExactly("Rescue");
    assertThat(begun(alert("other", "critical", "", "50000"))).containsExactly("Rescue");
    assertThat(begun(alert("other", "warning", "Rescue", "50000"))).containsExactly("Rescue");
    assertThat(begun(alert("other", "warning", "", "50000"))).isEmpty();
  }

  @Test
  void whoever_is_not_of_the_audience_gets_none() {
    assertThat(begun(alert("at-risk", "critical", "Rescue", "49999.99"))).isEmpty();
    assertThat(begun(alert("at-risk", "critical", "Rescue", ""))).isEmpty();
  }

  @Test
  void a_playbook_without_matchers_matches_nothing_by_them() {
    Playbook named =
        new Playbook(
            "P", Set.of(), List.of(), List.of(), false, Duration.ZERO, Duration.ZERO, Instant.MIN);
    assertThat(named.matches(alert("at-risk", "critical", "", "1"))).isFalse();
    assertThat(named.matches(alert("at-risk", "critical", "P", "1"))).isTrue();
  }

  @Test
  void a_name_without_a_definition_triggers_at_once() {
    List<Playbook> begins =
        RunPolicy.begins(
            List.of(RESCUE),
            alert("at-risk", "critical", "Call", "90000"),
            NOON,
            asked -> Optional.empty());
    assertThat(begins).containsExactly(RESCUE, Playbook.named("Call"));
    assertThat(begins.stream().map(RunPolicy::first))
        .containsExactly(RunState.WAITING, RunState.TRIGGERED);
  }

  @Test
  void
      the_cool_down_ends_to_the_second_and_what_fired_before_the_playbook_was_active_begins_none() {
    Labels alert = alert("at-risk", "critical", "", "90000");
    assertThat(begun(alert, NOON, NOON.minus(Duration.ofDays(30)).plusSeconds(1))).isEmpty();
    assertThat(begun(alert, NOON, NOON.minus(Duration.ofDays(30)))).containsExactly("Rescue");
    assertThat(begun(alert, RESCUE.activeFrom(), null)).containsExactly("Rescue");
    assertThat(begun(alert, RESCUE.activeFrom().minusNanos(1), null)).isEmpty();
  }

  @Test
  void each_command_moves_exactly_the_runs_that_it_may() {
    assertThat(table(RunCommand.APPROVE))
        .isEqualTo("TRIGGERED stays stays stays refused refused refused");
    assertThat(table(RunCommand.REJECT))
        .isEqualTo("REJECTED refused refused refused stays refused refused");
    assertThat(table(RunCommand.COMPLETE))
        .isEqualTo("refused COMPLETED stays refused refused refused refused");
    assertThat(table(RunCommand.SKIP))
        .isEqualTo("refused SKIPPED refused stays refused refused refused");
    assertThat(table(RunCommand.END_ALERT))
        .isEqualTo("CANCELLED stays stays stays stays stays stays");
    assertThat(table(RunCommand.LAPSE)).isEqualTo("stays stays stays stays stays stays stays");
  }

  @Test
  void who_comes_too_late_is_refused_and_the_run_lapses() {
    assertThat(RunPolicy.decide(RunState.WAITING, RunCommand.APPROVE, true))
        .isEqualTo(new Refused("The time in which it could be approved is over."));
    assertThat(RunPolicy.decide(RunState.WAITING, RunCommand.LAPSE, true))
        .isEqualTo(new Moves(RunState.LAPSED));
    assertThat(RunPolicy.decide(RunState.TRIGGERED, RunCommand.APPROVE, true))
        .isEqualTo(new Stays());
  }

  private static String table(RunCommand command) {
    return String.join(
        " ",
        Arrays.stream(RunState.values())
            .map(
                state ->
                    switch (RunPolicy.decide(state, command, false)) {
                      case Moves(RunState to) -> to.name();
                      case Stays _ -> "stays";
                      case Refused _ -> "refused";
                    })
            .toList());
  }

  private static List<String> begun(Labels alert) {
    return begun(alert, NOON, null);
  }

  private static List<String> begun(
      Labels alert, Instant firedAt, @org.jspecify.annotations.Nullable Instant last) {
    return RunPolicy.begins(List.of(RESCUE), alert, firedAt, asked -> Optional.ofNullable(last))
        .stream()
        .map(Playbook::name)
        .toList();
  }

  private static Labels alert(String rule, String severity, String playbook, String arr) {
    return new Labels(
        Map.of(
            Label.RULE, rule,
            Label.SEVERITY, severity,
            Label.PLAYBOOK, playbook,
            Label.OWNER, "kim",
            Label.ARR, arr));
  }

  static Matcher matcher(String text) {
    return switch (MatcherReading.of(text)) {
      case MatcherReading.Accepted(var matcher) -> matcher;
      case MatcherReading.Rejected(var problem) -> throw new IllegalArgumentException(problem);
    };
  }
}
