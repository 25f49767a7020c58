package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScoreCommandTest {
  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

  @Test
  void a_score_is_shown_with_its_trends_and_its_reason() {
    assertThat(cli.run("score", "org_0001")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Acme [U+202E]Inc (org_0001)  43.0 At Risk  on 2017-12-31
              7 days -1.0 →   30 days -12.3 ↓   90 days +6.0 ↑   365 days –
              active users fell from 12 to 3 in 30 days
              Scorecard usage 1.0.0, 100 % of its weight has data, never active.
            """);
    assertThat(scoring.credential()).isEqualTo("Bearer tenant-key");
  }

  @Test
  void trends_are_shown_for_the_windows_asked_for() {
    assertThat(cli.run("trends", "org_0001", "--days", "30,90")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            org_0001  43.0 At Risk  on 2017-12-31
            Days  Change  Momentum  A year ago  Mean   A year ago  Season
              30  -3.0 →      +3.0           –  45.0  50.0 (12 d)    -5.0
              90  -9.0 ↓      +9.0           –  45.0  50.0 (12 d)    -5.0
              (n d): only so many days have a score.
              Same weekday: -1.2 against last week, – against 52 weeks ago.
              It fell 3 weeks in a row, 6.1 points in all.
            """);
  }

  @Test
  void the_json_of_trends_is_a_contract() {
    assertThat(cli.run("trends", "org_0001", "--days", "30", "--json")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            {"account":"org_0001","date":"2017-12-31","score":43.0,"band":"At Risk",\
            "coverage_percent":0,"scorecard":"","model_version":"","model_hash":"",\
            "windows":[{"days":30,"change":-3.0,"direction":"stable","momentum":3.0,\
            "change_a_year_ago":null,"mean":45.0,"known_days":30,"mean_a_year_ago":50.0,\
            "known_days_a_year_ago":12,"season":-5.0}],"change_to_last_week":-1.2,"change_to_last_year":null,\
            "falling_weeks":3,"falling_points":6.1}
            """);
  }

  @Test
  void a_history_names_the_model_that_was_in_effect() {
    assertThat(cli.run("history", "org_0001", "--from", "2017-12-30")).isZero();
    assertThat(cli.out())
        .contains("A since 2017-12-30 the model is usage 1.1.0, before usage 1.0.0\n");
    cli.forget();

    assertThat(cli.run("history", "org_0001", "--from", "2017-12-30", "--json")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            {"account":"org_0001","date":"2017-12-30","score":88.0,"band":"Moderate",\
            "coverage_percent":0,"in_effect":{"scorecard":"usage","model_version":"1.1.0",\
            "model_hash":"cd34"}}
            """);
  }

  @Test
  void the_json_of_a_score_is_a_contract() {
    assertThat(cli.run("score", "org_0001", "--json")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            {"account":"org_0001","name":"Acme \u202EInc","score":43.0,"band":"At Risk",\
            "coverage_percent":100,"change_7d":-1.0,"change_30d":-12.3,"change_90d":6.0,\
            "change_365d":null,"direction_30d":"down","owner":null,"plan":"enterprise",\
            "industry":null,"region":null,"parent":null,"employees":1200,\
            "arr":{"amount":120000,"currency":"EUR"},"renewal_date":"2018-03-01",\
            "scorecard":"usage","model_version":"1.0.0","model_hash":"ab12",\
            "as_of":"2017-12-31T00:04:03Z","last_activity":null,"shard":3,"position":77,\
            "drivers":[{"metric":"active_users","change":-8.3,\
            "text":"active users fell from 12 to 3 in 30 days"}],\
            "computed_score":null,"computed_band":null,"freshness_percent":0,\
            "unknown_because":null,"labels":[],"segment":null,"stage":null,"bands":null,\
            "variant":null,"override":null,"beside":null}
            """);
  }

  @Test
  void what_is_said_with_a_score_is_shown_below_it() {
    assertThat(cli.run("score", "org_told")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Acme [U+202E]Inc (org_told)  43.0 At Risk  on 2017-12-31
              7 days -1.0 →   30 days -12.3 ↓   90 days +6.0 ↑   365 days –
              Override: Kim [U+202E]Lee (csm) says 43.0 until 2018-01-15: the sponsor leaves
              Computed: 51.0 Moderate.
              Labels: very high risk.
              Segment enterprise: employees >= 1000 (employees 1200).
              Stage renewal: to_renewal <= 60 (days to renewal 60).
              Bands renewal window: chosen by the stage.
              Variant care_first: chosen by the segment.
              active users fell from 12 to 3 in 30 days
              Scorecard usage 1.0.0, 100 % of its weight has data, 80 % has fresh data,
              never active.
            """);
  }

  @Test
  void what_is_said_with_a_score_stands_in_its_json() {
    assertThat(cli.run("score", "org_told", "--json")).isZero();

    assertThat(cli.out())
        .endsWith(
            """
            "computed_score":51.0,"computed_band":"Moderate","freshness_percent":80,\
            "unknown_because":null,"labels":["very high risk"],\
            "segment":{"name":"enterprise","because":"employees >= 1000 (employees 1200)"},\
            "stage":{"name":"renewal","because":"to_renewal <= 60 (days to renewal 60)"},\
            "bands":{"name":"renewal window","because":"chosen by the stage"},\
            "variant":{"name":"care_first","because":"chosen by the segment"},\
            "override":{"score":43.0,"until":"2018-01-15","role":"csm","author":"Kim \u202ELee",\
            "reason":"the sponsor leaves"},"beside":null}
            """);
  }
}
