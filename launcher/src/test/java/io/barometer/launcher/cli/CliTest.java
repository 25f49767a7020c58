package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CliTest {
  private static final Timestamp END_OF_1_DECEMBER =
      Timestamp.newBuilder().setSeconds(1_512_172_799).setNanos(999_999_000).build();

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
  void a_forecast_is_drawn_and_says_what_it_is_worth() {
    assertThat(cli.run("forecast", "org_0001", "--method", "straight_line")).isZero();

    assertThat(cli.out())
        .startsWith("org_0001  65.0 Moderate  on 2017-12-31\n")
        .contains("2017-10-02")
        .endsWith(
            """
                 In  On          Score  80 % interval  Band      Method
            30 days  2018-01-29   57.4    47.4 – 67.4  Moderate  straight_line
            60 days  2018-02-28   49.7    39.7 – 59.7  At Risk   straight_line
            90 days  2018-03-27   42.0    32.0 – 52.0  At Risk   straight_line
              It becomes At Risk on 2018-02-28.

            Points by which forecasts from 2017-12-31 on were off, 12 accounts:
            Method     30 days
            no_change     3.50
              30 days: straight_line was asked for.
            """);
  }

  @Test
  void the_json_of_a_forecast_is_a_contract() {
    assertThat(cli.run("forecast", "org_0001", "--json")).isZero();

    assertThat(cli.out())
        .startsWith(
            """
            {"account":"org_0001","date":"2017-12-31","score":65.0,"band":"Moderate",\
            "coverage_percent":0,"scorecard":"","model_version":"","model_hash":"",\
            "points":[{"days":30,"date":"2018-01-29","method":"straight_line","score":57.4,\
            "low":47.4,"high":67.4,"band":"Moderate"},""")
        .contains(
            """
            "crossing":{"days":60,"date":"2018-02-28","method":"straight_line","score":49.7,\
            "low":39.7,"high":59.7,"band":"At Risk"},"backtest":{"accounts":12,\
            "first_date":"2017-12-31","middle_date":"2017-12-31","last_date":"2017-12-31",\
            "horizons":[{"days":30,"choosing":40,"judging":50,"default_method":"no_change",\
            "sentence":"so","methods":[{"method":"no_change","choosing_error":3.25,\
            "judging_error":3.5,"width":6.1,"covered_percent":79}]}]},\
            "sentences":["30 days:  was asked for."],"line":[{"days":30,""");
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

  @Test
  void a_ledger_is_a_waterfall_whose_parts_add_up() {
    assertThat(cli.run("ledger", "org_0001", "--from", "2017-12-01", "--events")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Acme [U+202E]Inc (org_0001)  60.0 Moderate on 2017-12-31  →  43.0 At Risk on 2017-12-31
                                     Value  Points                 Events
            Before, usage 1.0.0               60.0  ████████████
            Late events
              active users           4 → 5    +2.0              █       1
                e-1
            Time passes, New events
              active users           5 → –   -30.0        ▒▒▒▒▒▒      250
                e-2
            Coverage
              weights                        +19.0        ████
                weights shared anew, because data came or went: active users
            A person's word
              override                        -8.0           ▒          1
                Kim [U+202E]Lee (csm) says 43.0: quiet e-3
            After, usage 1.0.0                43.0  █████████
              Published at the time: 58.0 Moderate on 2017-12-31, nothing on 2017-12-31.
            """);
    assertThat(scoring.viewpoint())
        .isEqualTo(ViewOptions.of(END_OF_1_DECEMBER, END_OF_1_DECEMBER, ""));
  }

  @Test
  void the_json_of_a_ledger_is_a_contract() {
    assertThat(cli.run("ledger", "org_0001", "--from", "2017-12-01", "--json")).isZero();

    assertThat(cli.out())
        .startsWith("{\"account\":\"org_0001\",\"from\":{\"account\":\"org_0001\",")
        .contains(
            """
            "change":-17.0,"published_from":58.0,"published_to":null,"entries":[\
            {"causes":["learned"],"dimension":"use","part":"active_users","title":"active users",\
            "unit":null,"before":4.0,"after":5.0,"change":2.0,"events":1,"event_ids":["e-1"],\
            "text":"active users rose from 4 to 5"},{"causes":["time","events"],""");
  }

  @Test
  void an_explanation_shows_groups_adjustments_and_the_override() {
    assertThat(cli.run("explain", "org_told")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Acme [U+202E]Inc (org_told)  43.0 At Risk  on 2017-12-31; 60.0 Moderate on 2017-12-01
              Override: Kim [U+202E]Lee (csm) says 43.0 until 2018-01-15: the sponsor leaves
              Computed: 51.0 Moderate.
              Labels: very high risk.
              Segment enterprise: employees >= 1000 (employees 1200).
              Stage renewal: to_renewal <= 60 (days to renewal 60).
              Bands renewal window: chosen by the stage.
              Variant care_first: chosen by the segment.
              Shipped meanwhile: console 9.1[U+202E] on 2017-12-18.
            Input               Value  Before  Points     of              30 days
            NPS (care/voice)  neutral       –    60.0  100.0  ██████░░░░      0.0
            failed audit            –       –    -9.0                        -9.0
            override                –       –    -8.0                        -8.0
            Score                                43.0                       -17.0
            · no source connected for NPS, counted as neutral
            · an audit was failed
            · Kim (csm) says 43.0: …
            Its children together: 59.0 Moderate
            Child          Score  Band      Gives
            org_a           68.0  Moderate   51.0
            org_b[U+202E]   32.0  At Risk     8.0
            """);
  }

  @Test
  void an_override_is_told_with_the_computed_score() {
    assertThat(
            cli.run(
                "override",
                "org_1",
                "43.5",
                "--until",
                "2018-01-15",
                "--author",
                "Kim",
                "--reason",
                "the sponsor\u202E leaves"))
        .isZero();
    assertThat(
            cli.run(
                "override",
                "org_1",
                "43.5",
                "--until",
                "2018-01-15",
                "--author",
                "Kim",
                "--reason",
                "she leaves",
                "--request-id",
                "again",
                "--json"))
        .isZero();
    assertThat(cli.run("override", "org_1", "--withdraw", "--reason", "a mistake")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            org_1 is overridden to 43.5 until 2018-01-15 by Kim (csm): the sponsor[U+202E]
            leaves
            Computed: 51.0 Moderate
            {"account":"org_1","override":{"score":43.5,"until":"2018-01-15","role":"csm",\
            "author":"Kim","reason":"she leaves"},"computed_score":51.0,\
            "computed_band":"Moderate","shard":3,"position":78,"duplicate":true}
            The override of org_1 to 43.0 is withdrawn.
            Computed: 51.0 Moderate
            """);
  }

  @Test
  void an_override_needs_a_score_and_an_end_or_is_a_withdrawal() {
    assertThat(cli.run("override", "org_1", "--reason", "x")).isEqualTo(2);
    assertThat(cli.run("override", "org_1", "43.55", "--until", "2018-01-15", "--reason", "x"))
        .isEqualTo(2);
    assertThat(cli.run("override", "org_1", "43", "--withdraw", "--reason", "x")).isEqualTo(2);
    assertThat(cli.run("override", "org_1", "43", "--until", "soon", "--reason", "x")).isEqualTo(2);
    assertThat(cli.run("override", "org_1", "43", "--until", "2018-01-15")).isEqualTo(2);
  }

  @Test
  void printed_contributions_add_up_to_the_printed_score() {
    assertThat(cli.run("explain", "org_0001")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Acme [U+202E]Inc (org_0001)  43.0 At Risk  on 2017-12-31; 55.3 Moderate on 2017-12-01
            Input                        Value  Before  Points    of              30 days
            Active users                     3      12    15.0  60.0  ██░░░░░░░░     -8.3
            Days since the last action  4 days       1    28.0  40.0  ███████░░░     -4.0
            Score                                         43.0                      -12.3
            · active users fell from 12 to 3 in 30 days
            · the last action is 4 days ago
            """);
  }

  @Test
  void the_portfolio_shows_the_bands_and_then_the_accounts() {
    assertThat(cli.run("portfolio", "--limit", "1")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Band      Score     Accounts  Share
            At Risk   0 – <50         45    9 %  ██
            Moderate  50 – <75       130   27 %  ████████
            Healthy   75 – 100       312   64 %  ███████████████████
            Unknown   –                0    0 %
            487 accounts on 2017-12-31; in 30 days 12 rose ↑ by more than 5 points, 34 fell ↓.
            Warning: 487 accounts: segment models are for 500 or more.

            Account                      Score  Band     30 days  90 days
            Acme [U+202E]Inc (org_0000)   43.0  At Risk  -12.3 ↓   +6.0 ↑
                active users fell from 12 to 3 in 30 days
            """);
  }

  @Test
  void the_portfolio_for_programs_holds_every_account_of_every_page() {
    assertThat(cli.run("portfolio", "--json")).isZero();

    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(FakeScoring.ACCOUNTS);
    assertThat(lines.getLast()).startsWith("{\"account\":\"org_2499\",");
  }

  @Test
  void an_unknown_account_is_answered_with_those_near_it() {
    assertThat(cli.run("score", "ogr_0001")).isEqualTo(1);

    assertThat(cli.err()).isEqualTo("There is no account \"ogr_0001\". Near: \"org_0001\".\n");
  }

  @Test
  void a_refusal_is_told_field_by_field() {
    assertThat(cli.run("portfolio", "--json", "--filter", "bnad = 1")).isEqualTo(1);

    assertThat(cli.err())
        .isEqualTo(
            """
            The filter cannot be read.
              filter: there is no field "bnad" at character 1
            """);
  }

  @Test
  void a_stack_that_does_not_run_is_told_with_what_to_do() {
    String address = scoring.address();
    scoring.close();

    assertThat(cli.run("score", "org_0001")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "The stack does not answer. Start it with ./barometer up, see ./barometer status.\n");
  }

  @Test
  void wrong_usage_ends_with_two() {
    assertThat(cli.run("score")).isEqualTo(2);
    assertThat(cli.run("scoer", "x")).isEqualTo(2);
    assertThat(cli.run("explain", "a", "--days", "many")).isEqualTo(2);
    assertThat(cli.run("score", "a", "--as-of", "yesterday")).isEqualTo(2);
    assertThat(cli.run("import", "a", "--mode", "some")).isEqualTo(2);
    assertThat(cli.err())
        .contains(
            "\"yesterday\" is neither a date (2017-12-31) nor an instant (2017-12-31T12:00:00Z)",
            "\"some\" is neither atomic nor per-item",
            "Missing required parameter: 'ACCOUNT'");
  }

  @Test
  void every_command_explains_itself() {
    for (String command :
        List.of(
            "import",
            "portfolio",
            "score",
            "explain",
            "ledger",
            "history",
            "override",
            "alerts",
            "rebuild")) {
      assertThat(cli.run(command, "--help")).isZero();
    }
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out()).contains("Exit codes: 0 done, 1 refused or failed, 2 wrong usage.");
  }

  @Test
  void help_about_a_command_is_what_its_option_says() {
    assertThat(cli.run("score", "--help")).isZero();
    String told = cli.out();
    cli.forget();

    assertThat(cli.run("help", "score")).isZero();
    assertThat(cli.out()).isEqualTo(told);
  }

  @Test
  void every_list_of_commands_tells_each_in_whole_sentences() {
    for (String group : List.of("", "model", "replay", "rules", "trial", "playbooks", "audit")) {
      String[] arguments =
          group.isEmpty() ? new String[] {"--help"} : new String[] {group, "--help"};
      assertThat(cli.run(arguments)).isZero();
    }
    assertThat(cli.out().split("Commands:\n")).hasSizeGreaterThan(5);
    for (String list : cli.out().split("\n(?=Usage:)")) {
      int at = list.indexOf("Commands:\n");
      for (String one : at < 0 ? new String[0] : list.substring(at).split("\n(?=  [a-z])")) {
        assertThat(one.strip().split("\n\n")[0]).matches("(?s)Commands:|.*\\.");
      }
    }
  }
}
