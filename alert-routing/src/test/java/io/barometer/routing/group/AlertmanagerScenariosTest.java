package io.barometer.routing.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.desk.Scenario;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Matcher;
import io.barometer.routing.match.MatcherReading;
import io.barometer.routing.quiet.Inhibition;
import io.barometer.routing.quiet.Silence;
import io.barometer.routing.route.Route;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Alertmanager's acceptance tests (its repository, test/with_api_v2/acceptance) hold it to, as
 * histories of ours with exact totals. Where a time differs from theirs the test says why.
 */
class AlertmanagerScenariosTest {
  private static final Set<Label> ALL = EnumSet.noneOf(Label.class);

  @Test
  void repeat__what_still_fires_is_told_again_and_its_end_once() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 0.001));
    scenario.fires(1, "test").ends(3.5, "test");
    assertThat(scenario.until(20))
        .containsExactly(
            "2.0 team opened: test", "3.0 team repeated: test", "4.0 team resolved:  | test");
  }

  @Test
  void merge_alerts__one_that_is_told_again_by_its_source_is_one() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 0));
    scenario.fires(1, "test").fires(1.2, "test").fires(2.1, "test").fires(3.6, "test");
    scenario.ends(4.6, "test").ends(4.8, "test");
    scenario.fires(5.3, "test again");
    assertThat(scenario.until(20))
        .containsExactly("2.0 team opened: test", "5.6 team updated: test again | test");
  }

  @Test
  void batching__what_fires_within_the_wait_comes_in_one_message() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 4.9));
    scenario.fires(1.1, "test1").fires(1.7, "test5");
    scenario.fires(3.3, "test2").fires(3.3, "test3").fires(3.3, "test4");
    assertThat(scenario.until(10))
        .containsExactly(
            "2.1 team opened: test1 test5",
            "4.3 team updated: test1 test5 test2 test3 test4",
            "9.2 team repeated: test1 test5 test2 test3 test4");
  }

  @Test
  void resolved__all_that_is_over_comes_in_one_message() {
    Scenario scenario = new Scenario(route(ALL, 1, 5, 3600));
    for (String name : List.of("v1", "v2", "v3")) {
      scenario.fires(1, name).ends(11, name);
    }
    assertThat(scenario.until(60))
        .containsExactly("2.0 team opened: v1 v2 v3", "12.0 team resolved:  | v1 v2 v3");
  }

  @Test
  void resolved_in_part__what_is_over_and_what_fires_stand_in_one_message() {
    Scenario scenario = new Scenario(route(ALL, 1, 5, 3600));
    scenario.fires(1, "v1").fires(1, "v2").fires(3, "v3").ends(4, "v1").ends(11, "v2");
    assertThat(scenario.until(60))
        .containsExactly(
            "2.0 team opened: v1 v2", "7.0 team updated: v2 v3 | v1", "12.0 team updated: v3 | v2");
  }

  @Test
  void inhibiting__a_quiet_alert_is_told_when_the_other_is_over() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 0));
    scenario.at(0, desk -> desk.add(jobDown()));
    scenario.fires(1, "JobDown aa", "rule=job-down", "region=aa");
    scenario.fires(1, "InstanceDown aa", "rule=instance-down", "region=aa");
    scenario.fires(1, "InstanceDown ab", "rule=instance-down", "region=ab");
    scenario.ends(3.6, "JobDown aa");
    assertThat(scenario.until(20))
        .containsExactly(
            "2.0 team opened: JobDown aa InstanceDown ab",
            "4.0 team updated: InstanceDown aa InstanceDown ab | JobDown aa");
  }

  @Test
  void always_inhibiting__what_was_quiet_all_the_time_is_never_told() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 1));
    scenario.at(0, desk -> desk.add(jobDown()));
    scenario.fires(1, "InstanceDown", "rule=instance-down", "region=aa");
    scenario.fires(1, "JobDown", "rule=job-down", "region=aa");
    scenario.ends(2.6, "JobDown").ends(2.6, "InstanceDown");
    assertThat(scenario.until(20))
        .as("theirs tells the end of an alert nobody was told of")
        .containsExactly("2.0 team opened: JobDown", "3.0 team resolved:  | JobDown");
  }

  @Test
  void silencing__a_silenced_alert_is_left_out_and_comes_back() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 0.001));
    scenario.fires(1, "test1", "rule=test1").fires(1, "test2", "rule=test2");
    scenario.at(2.3, desk -> desk.put(silence("s", 2.5, 4.5, "rule=test1")));
    assertThat(scenario.until(5.4))
        .containsExactly(
            "2.0 team opened: test1 test2",
            "3.0 team repeated: test2",
            "4.0 team repeated: test2",
            "5.0 team repeated: test1 test2");
  }

  @Test
  void silence_delete__all_that_fires_is_told_when_the_silence_is_gone() {
    Scenario scenario = new Scenario(route(ALL, 1, 1, 0.001));
    scenario.fires(1, "test1").fires(1, "test2");
    scenario.at(1.3, desk -> desk.put(silence("s", 1.5, 100, "alert=~.+")));
    scenario.at(3.5, desk -> desk.removeSilence("s"));
    assertThat(scenario.until(4.5)).containsExactly("4.0 team opened: test1 test2");
  }

  @Test
  void reload__another_tree_tells_nobody_of_what_was_told() {
    Route route = route(ALL, 1, 1, 3600);
    Scenario scenario = new Scenario(route);
    scenario.fires(1, "test1");
    scenario.at(3, desk -> desk.reload(route));
    scenario.fires(4, "test2");
    assertThat(scenario.until(60))
        .containsExactly("2.0 team opened: test1", "5.0 team updated: test1 test2");
  }

  @Test
  void cold_start__a_first_alert_waits_for_what_belongs_to_it() {
    Scenario scenario = new Scenario(route(ALL, 1, 6, 600));
    scenario.fires(0.3, "test1").fires(0.9, "test2").fires(2, "test3");
    assertThat(scenario.until(60))
        .containsExactly("1.3 team opened: test1 test2", "7.3 team updated: test1 test2 test3");
  }

  @Test
  void grouping__what_differs_in_the_label_comes_in_two_messages() {
    Scenario scenario = new Scenario(route(EnumSet.of(Label.OWNER), 1, 1, 0));
    scenario.fires(1, "a", "owner=kim").fires(1, "b", "owner=lee").fires(1.5, "c", "owner=kim");
    assertThat(scenario.until(60)).containsExactly("2.0 team opened: a c", "2.0 team opened: b");
  }

  private static Inhibition jobDown() {
    return new Inhibition(
        "job-down",
        List.of(matcher("rule=job-down")),
        List.of(matcher("rule=instance-down")),
        Set.of(Label.REGION));
  }

  static Silence silence(String id, double from, double to, String matcher) {
    return new Silence(id, List.of(matcher(matcher)), Scenario.second(from), Scenario.second(to));
  }

  static Matcher matcher(String text) {
    return ((MatcherReading.Accepted) MatcherReading.of(text)).matcher();
  }

  static Route route(Set<Label> groupBy, double wait, double interval, double repeat) {
    return new Route(
        "all",
        List.of(),
        false,
        List.of("team"),
        groupBy,
        millis(wait),
        millis(interval),
        millis(repeat),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
