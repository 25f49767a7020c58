package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CliTest {
  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

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
            "The services do not answer. Start them with ./barometer up, see ./barometer status;"
                + " elsewhere check --servers.\n");
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
