package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OverrideCommandTest {
  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

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
}
