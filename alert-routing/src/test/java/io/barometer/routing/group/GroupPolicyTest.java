package io.barometer.routing.group;

import static io.barometer.routing.group.AlertmanagerScenariosTest.matcher;
import static io.barometer.routing.group.AlertmanagerScenariosTest.route;
import static io.barometer.routing.group.AlertmanagerScenariosTest.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.desk.Scenario;
import io.barometer.routing.match.Label;
import io.barometer.routing.mute.SpanText;
import io.barometer.routing.mute.TimeIntervalReading;
import io.barometer.routing.quiet.Inhibition;
import io.barometer.routing.route.Escalation;
import io.barometer.routing.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupPolicyTest {
  @Test
  void what_is_over_before_it_was_told_is_never_told() {
    Scenario scenario = new Scenario(route(Set.of(), 10, 60, 0));
    scenario.fires(1, "short").ends(5, "short");
    assertThat(scenario.until(3600)).isEmpty();
  }

  @Test
  void nobody_is_told_again_of_what_somebody_takes_care_of() {
    Scenario scenario = new Scenario(escalating(route(Set.of(), 1, 1, 10)));
    scenario.fires(0, "a").at(15, desk -> desk.acknowledge("a")).ends(100, "a");
    assertThat(scenario.until(3600))
        .containsExactly(
            "1.0 team opened: a", "11.0 team repeated: a", "101.0 team resolved:  | a");
  }

  @Test
  void each_step_of_an_escalation_is_told_once_and_they_hear_of_the_end() {
    Scenario scenario = new Scenario(escalating(route(Set.of(), 1, 1, 0)));
    scenario.fires(0, "a").ends(100, "a");
    assertThat(scenario.until(3600))
        .containsExactly(
            "1.0 team opened: a",
            "31.0 lead escalated: a",
            "61.0 head escalated: a",
            "101.0 team resolved:  | a",
            "101.0 lead resolved:  | a",
            "101.0 head resolved:  | a");
  }

  @Test
  void an_escalation_begins_anew_when_everything_was_over() {
    Scenario scenario = new Scenario(escalating(route(Set.of(), 1, 1, 0)));
    scenario.fires(0, "a").ends(40, "a").fires(50, "b").ends(70, "b");
    assertThat(scenario.until(3600))
        .containsExactly(
            "1.0 team opened: a",
            "31.0 lead escalated: a",
            "41.0 team resolved:  | a",
            "41.0 lead resolved:  | a",
            "51.0 team opened: b",
            "71.0 team resolved:  | b");
  }

  @Test
  void a_snoozed_alert_is_told_when_the_time_is_over_if_it_still_fires() {
    Scenario scenario = new Scenario(route(Set.of(), 1, 5, 0));
    scenario.fires(0, "a").at(0.5, desk -> desk.snooze("a", Duration.ofSeconds(30)));
    assertThat(scenario.until(3600)).containsExactly("31.0 team opened: a");
  }

  @Test
  void the_end_of_what_was_told_is_told_when_a_silence_is_over() {
    Scenario scenario = new Scenario(route(Set.of(), 1, 5, 0));
    scenario.fires(0, "a").at(2, desk -> desk.put(silence("s", 2, 50, "alert=a"))).ends(10, "a");
    assertThat(scenario.until(3600))
        .containsExactly("1.0 team opened: a", "51.0 team resolved:  | a");
  }

  @Test
  void an_alert_at_critical_keeps_the_same_accounts_warning_quiet_in_another_group() {
    Inhibition inhibition =
        new Inhibition(
            "critical",
            List.of(matcher("severity=critical")),
            List.of(matcher("severity=~warning|info")),
            Set.of(Label.ACCOUNT));
    Scenario scenario = new Scenario(route(Set.of(Label.RULE), 1, 5, 0));
    scenario.at(0, desk -> desk.add(inhibition));
    scenario.fires(0, "w1", "rule=risk", "severity=warning", "account=1");
    scenario.fires(0, "w2", "rule=risk", "severity=warning", "account=2");
    scenario.fires(0, "c1", "rule=critical", "severity=critical", "account=1");
    scenario.ends(20, "c1");
    assertThat(scenario.until(3600))
        .containsExactly(
            "1.0 team opened: c1",
            "1.0 team opened: w2",
            "21.0 team resolved:  | c1",
            "21.0 team updated: w1 w2");
  }

  @Test
  void in_muted_hours_nobody_is_told_and_afterwards_everybody_once() {
    Route muted = muted(route(Set.of(), 1, 60, 0));
    Scenario scenario = new Scenario(muted);
    scenario.at(0, desk -> desk.add(firstHour()));
    scenario.fires(10, "a").fires(100, "b").ends(200, "b");
    assertThat(scenario.until(7200)).containsExactly("3621.0 team opened: a");
  }

  @Test
  void an_escalation_that_falls_into_muted_hours_is_told_after_them() {
    Scenario scenario = new Scenario(muted(escalating(route(Set.of(), 1, 60, 0))));
    scenario.at(0, desk -> desk.add(firstHour()));
    scenario.fires(3590, "a");
    assertThat(scenario.until(7200))
        .containsExactly(
            "3651.0 team opened: a", "3681.0 lead escalated: a", "3711.0 head escalated: a");
  }

  private static Route escalating(Route r) {
    List<Escalation> steps =
        List.of(
            new Escalation(Duration.ofSeconds(30), List.of("lead")),
            new Escalation(Duration.ofSeconds(60), List.of("head")));
    return new Route(
        r.name(),
        r.matchers(),
        r.goOn(),
        r.receivers(),
        r.groupBy(),
        r.groupWait(),
        r.groupInterval(),
        r.repeatInterval(),
        steps,
        r.mutedIn(),
        r.activeIn(),
        r.routes());
  }

  private static Route muted(Route r) {
    return new Route(
        r.name(),
        r.matchers(),
        r.goOn(),
        r.receivers(),
        r.groupBy(),
        r.groupWait(),
        r.groupInterval(),
        r.repeatInterval(),
        r.escalations(),
        List.of("first-hour"),
        r.activeIn(),
        r.routes());
  }

  private static io.barometer.routing.mute.TimeInterval firstHour() {
    SpanText span =
        new SpanText(List.of("00:00-01:00"), List.of(), List.of(), List.of(), List.of());
    return ((TimeIntervalReading.Accepted) TimeIntervalReading.of("first-hour", "", List.of(span)))
        .interval();
  }
}
