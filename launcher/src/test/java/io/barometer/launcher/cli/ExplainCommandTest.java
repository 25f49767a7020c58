package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  private static final Timestamp END_OF_1_DECEMBER =
      Timestamp.newBuilder().setSeconds(1_512_172_799).setNanos(999_999_000).build();

  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

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
}
