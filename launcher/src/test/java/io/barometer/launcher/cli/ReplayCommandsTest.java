package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.language.Presets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReplayCommandsTest {
  @AutoClose private final FakeReplays replays = new FakeReplays();
  private final CommandRun cli = new CommandRun(replays.address(), "replay");

  @Test
  void a_preset_or_file_is_sent_as_it_is_and_a_reference_by_name() {
    assertThat(cli.run("start", "usage", "--from", "2026-03-01", "--to", "2026-03-02")).isZero();
    assertThat(replays.started().getYaml()).isEqualTo(Presets.yaml("usage"));
    assertThat(replays.started().getFirstDate()).isEqualTo(FakeReplays.date(1));
    assertThat(replays.started().getLastDate()).isEqualTo(FakeReplays.date(2));
    assertThat(cli.run("start", "usage@1.1.0", "--baseline", "usage@1.0.0", "--detach")).isZero();
    assertThat(replays.started().getModel().getVersion()).isEqualTo("1.1.0");
    assertThat(replays.started().getBaseline().getVersion()).isEqualTo("1.0.0");
    assertThat(cli.out())
        .endsWith(
            "The replay a1b2c3d4 is queued: 2 of 2 accounts. Watch it: ./barometer replay watch a1b2c3d4\n");

    assertThat(cli.run("start", "usag")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("\"usag\" is neither a file nor a preset nor of the form NAME@VERSION.\n");
  }

  @Test
  void what_was_found_is_shown() {
    assertThat(cli.run("show", "a1b2c3d4")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            usage@1.1.0 against usage@1.0.0, score health, 2026-03-01 – 2026-03-02, 2 accounts

            Band      Baseline  Candidate      Baseline over time  Candidate over time
            Moderate         2          1  -1  ██                  █▄
            Healthy          0          1  +1                       █

            From             To       Accounts
            Moderate  stays                  1  ████████████████████
            Moderate  →      Healthy         1  ████████████████████

               Score  Baseline                        Candidate
            90 – 100         0                                0
            80 – <90         0                                1  ████████████████████
            70 – <80         0                                0
            60 – <70         1  ████████████████████          0
            50 – <60         1  ████████████████████          0
            40 – <50         0                                1  ████████████████████
            30 – <40         0                                0
            20 – <30         0                                0
            10 – <20         0                                0
             0 – <10         0                                0

            Of 2 accounts with both scores the candidate's is +7.5 points away on average,
            12.5 without signs. It puts 25 % of all days of accounts into another band.

            Account        Baseline       Candidate     Change   Most  On          Days
            Initech (c-1)  60.1 Moderate  80.1 Healthy   +20.0  +20.0  2026-03-02     1
            Most: the largest difference on any day; Days: those in another band.
            """);
  }

  @Test
  void one_account_is_drawn_with_both_lines_and_the_ledger_between_them() {
    assertThat(cli.run("account", "a1b2c3d4", "c-1")).isZero();

    assertThat(cli.out())
        .startsWith(
            "Initech (c-1)  60.1 Moderate under usage@1.0.0, dotted; 80.1 Healthy under usage@1.1.0\n")
        .contains("Another model", "Users", "3 → 3", "+20.0");
  }

  @Test
  void alerts_that_come_and_go_are_shown() {
    assertThat(cli.run("alerts", "a1b2c3d4")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Alerts from 2026-03-01 to 2026-03-02, 2 accounts, the rules as they are now
            Rule           Urgency   Baseline  Candidate  Gone  Come
            Fell below 50  critical         3          2     2     1

                  Fires       Resolved  Account  Rule
            come  2026-03-02  open      c-1      fall
                The score fell from 60 to 40.
            2 more; name them with --limit.
            """);
  }

  @Test
  void replays_are_listed_and_stopped() {
    assertThat(cli.run("list")).isZero();
    assertThat(cli.run("cancel", "a1b2c3d4")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Replay    State      Candidate    Baseline     Days                     Accounts
            a1b2c3d4  succeeded  usage@1.1.0  usage@1.0.0  2026-03-01 – 2026-03-02    2 of 2
            The replay a1b2c3d4 is cancelled: 1 of 2 accounts. Let it go on: ./barometer replay resume a1b2c3d4
            """);
  }

  @Test
  void the_json_of_replays_is_a_contract() {
    assertThat(cli.run("cancel", "a1b2c3d4", "--json")).isZero();
    assertThat(cli.run("account", "a1b2c3d4", "c-1", "--json")).isZero();
    assertThat(cli.run("alerts", "a1b2c3d4", "--json")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            {"replay":"a1b2c3d4","state":"cancelled","score_name":"health",\
            "baseline":{"scorecard":"usage","model_version":"1.0.0","model_hash":"ab1.0.0"},\
            "candidate":{"scorecard":"usage","model_version":"1.1.0","model_hash":"ab1.1.0"},\
            "first_date":"2026-03-01","last_date":"2026-03-02","accounts":1,"total_accounts":2,\
            "created":"2026-01-01T00:00:00Z","ended":null,"error":null,\
            "bands":[{"band":"Moderate","baseline":2,"candidate":1},\
            {"band":"Healthy","baseline":0,"candidate":1}],\
            "moves":[{"from":"Moderate","to":"Moderate","accounts":1},\
            {"from":"Moderate","to":"Healthy","accounts":1}],\
            "compared":2,"mean_change":7.5,"mean_distance":12.5,\
            "baseline_deciles":[0,0,0,0,0,1,1,0,0,0],"candidate_deciles":[0,0,0,0,1,0,0,0,1,0],\
            "account_days":4,"account_days_in_other_band":1,\
            "days":[{"date":"2026-03-01","bands":[{"band":"Moderate","baseline":2,"candidate":2},\
            {"band":"Healthy","baseline":0,"candidate":0}]},\
            {"date":"2026-03-02","bands":[{"band":"Moderate","baseline":2,"candidate":1},\
            {"band":"Healthy","baseline":0,"candidate":1}]}]}
            {"account":"c-1","name":"Initech",\
            "baseline":{"score":60.1,"band":"Moderate","coverage_percent":0},\
            "candidate":{"score":80.1,"band":"Healthy","coverage_percent":0},"change":20.0,\
            "most_change":20.0,"most_change_date":"2026-03-02","days_in_other_band":1,\
            "first_date":"2026-03-01",\
            "baseline_runs":[{"days":2,"score":60.1,"band":"Moderate"}],\
            "candidate_runs":[{"days":1,"score":null,"band":"Unknown"},\
            {"days":1,"score":80.1,"band":"Healthy"}],\
            "entries":[{"causes":["model"],"dimension":"use","part":"users","title":"Users",\
            "unit":null,"before":3.0,"after":3.0,"change":20.0,"events":0,"event_ids":[],\
            "text":"users weigh more"}]}
            {"first_date":"2026-03-01","last_date":"2026-03-02","accounts":2,\
            "rules":[{"rule":"fall","severity":"critical","baseline":3,"candidate":2,"gone":2,\
            "come":1}],"total_alerts":3,"alerts":[{"rule":"fall","account":"c-1","come":true,\
            "fired_date":"2026-03-02","resolved_date":null,\
            "reason":"The score fell from 60 to 40."}]}
            """);
  }
}
