package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandsTest {
  private static final String ALL =
      """
      rules:
        - name: drop
          severity: warning
          owner: kim@example.com
          receivers: [cs-slack]
          drop: {days: 30, at_least: 10}
          clear: 5
          for: 12h
          cool_down: 7d
        - {name: low, severity: critical, sustained: {below: 40, longer_than: 14d}}
        - {name: streak, severity: info, streak: {falls: 3}}
        - {name: rise, severity: info, score: expansion, crossing: {at_least: 80.5}}
        - {name: risk, severity: warning, renewal: {within: 60d, below: 70, band: Moderate}}
        - {name: level, severity: info, level: {at_most: 25}}
        - {name: coverage, severity: info, coverage_lost: {below: 60}, clear: 70}
        - {name: silent, severity: critical, silent_source: {signal: check.forwarding, longer_than: 3h}}
        - name: audit
          severity: critical
          enabled: false
          event: {type: audit_completed, where: {passed: 'false'}, until: {passed: 'true'}}
        - {name: cel, severity: info, expression: {when: "score < 50 && metric.logins == 0"}}
      """;

  @AutoClose private final FakeRules platform = new FakeRules();
  private final CommandRun cli = new CommandRun(platform.address(), "rules");
  @TempDir Path folder;

  @Test
  void rules_are_listed() {
    assertThat(cli.run("list")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Rule           Urgency   Score   Condition                    Owner     Tells
            at-risk        critical  health  crossing {below: 50}         kim@exa…  cs-slack
            champion-left  warning   health  event {type: contact_chang…            disabled
            """);
  }

  @Test
  void a_rule_is_shown_as_a_file_that_can_be_put_again() throws IOException {
    assertThat(cli.run("show")).isZero();
    String shown = cli.out();

    assertThat(shown)
        .isEqualTo(
            """
            rules:
              - name: at-risk
                title: Score fell below 50
                severity: critical
                owner: kim@example.com
                receivers: [cs-slack]
                crossing: {below: 50}
                clear: 55.5
              - name: champion-left
                title: 'The champion left: look!'
                severity: warning
                enabled: false
                event: {type: contact_changed, where: {active: 'false', role: champion}, open: 30d}
            """);
    Path file = file(shown);
    assertThat(cli.run("put", file.toString())).isZero();
    assertThat(platform.puts.getFirst().getRule().getClear()).isEqualTo(555);
    assertThat(platform.puts.get(1).getRule().getEvent().getWhereMap())
        .containsEntry("active", "false");
    assertThat(cli.run("show", "nobody")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("There is no rule \"nobody\". List them: ./barometer rules list\n");
  }

  @Test
  void every_kind_of_condition_is_read() throws IOException {
    assertThat(cli.run("put", file(ALL).toString())).isZero();

    Rule drop = platform.puts.getFirst().getRule();
    assertThat(drop.getDrop().getTenths()).isEqualTo(100);
    assertThat(drop.getDrop().getComparison()).isEqualTo(Comparison.COMPARISON_GREATER_OR_EQUAL);
    assertThat(drop.getClear()).isEqualTo(50);
    assertThat(drop.getForDuration().getSeconds()).isEqualTo(43_200);
    assertThat(drop.getCoolDown().getSeconds()).isEqualTo(604_800);
    assertThat(platform.puts)
        .extracting(put -> put.getRule().getConditionCase())
        .containsExactly(
            Rule.ConditionCase.DROP,
            Rule.ConditionCase.SUSTAINED,
            Rule.ConditionCase.STREAK,
            Rule.ConditionCase.CROSSING,
            Rule.ConditionCase.RENEWAL,
            Rule.ConditionCase.LEVEL,
            Rule.ConditionCase.COVERAGE_LOST,
            Rule.ConditionCase.SILENT_SOURCE,
            Rule.ConditionCase.EVENT,
            Rule.ConditionCase.EXPRESSION);
    assertThat(platform.puts.get(6).getRule().getClear()).isEqualTo(70);
    assertThat(platform.puts.get(3).getRule().getScoreName()).isEqualTo("expansion");
    assertThat(cli.out()).startsWith("The rule drop is stored; it matches 1 accounts now.\n");
  }

  @Test
  void everything_that_is_wrong_with_a_file_is_told_at_once() throws IOException {
    Path file =
        file(
            """
            rules:
              - name: one
                severity: loud
                drop: {days: 30}
                for: soon
              - name: one
                severity: info
                level: {below: 40, at_most: 50}
                streak: {falls: 2}
              - {name: two, severity: info, expression: {when: "scor < 5"}}
              - {name: three, severity: info, silent_source: {signal: check.x, longer_than: 90m}}
            """);
    String name = file.toString();

    assertThat(cli.run("put", name)).isEqualTo(1);

    assertThat(cli.err())
        .isEqualTo(
            """
            %1$s:3:15 rules[0].severity: one of info, warning, critical [FORMAT]
            %1$s:4:11 rules[0].drop: one bound is needed: at_least, at_most, below, more_than [REQUIRED]
            %1$s:5:10 rules[0].for: expected a duration such as 90m, 12h or 3d [FORMAT]
            %1$s:6:5 rules[1]: a rule has one condition, not streak and level [FORMAT]
            %1$s:6:5 rules[1]: two rules have the name "one" [NAME_TAKEN]
            %1$s:10:53 rules[2].expression.when: there is nothing of the name "scor" here; did you mean "score"? [METRIC_UNKNOWN]
            %1$s:11:81 rules[3].silent_source.longer_than: expected whole hours such as 3h [FORMAT]
            """
                .formatted(name));
    assertThat(platform.puts).isEmpty();
  }

  @Test
  void a_rule_that_matches_every_account_is_not_put_unless_the_count_is_said() throws IOException {
    Path file =
        file(
            "[{name: fine, severity: info, level: {below: 1}}, {name: everything, severity: info, level: {below: 100}}]");

    assertThat(cli.run("put", file.toString())).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "The rule everything matches every account now (3). Nothing was changed. If you mean it, say --matches-all 3.\n");
    assertThat(platform.puts).isEmpty();

    assertThat(cli.run("put", file.toString(), "--matches-all", "3", "--json")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            {"name":"fine","title":"fine","severity":"info","level":{"below":1},"matches":1}
            {"name":"everything","title":"everything","severity":"info","level":{"below":100},"matches":1}
            """);
  }

  @Test
  void what_a_file_matches_now_is_told() throws IOException {
    Path file = file("rules: [{name: fine, severity: info, level: {below: 40}}]");

    assertThat(cli.run("validate", file.toString())).isZero();
    assertThat(cli.run("validate", file.toString(), "--json")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Rule  Matches now  Of  For example
            fine            1   3  initech
            {"rule":"fine","matches":1,"accounts":3,"account_ids":["initech"]}
            """);
  }

  @Test
  void a_rule_is_deleted() {
    assertThat(cli.run("delete", "at-risk")).isZero();

    assertThat(platform.deleted).isEqualTo("at-risk");
    assertThat(cli.out()).isEqualTo("The rule at-risk is gone.\n");
  }

  @Test
  void past_days_are_shown_with_a_chart_and_what_followed() {
    assertThat(cli.run("try", "--from", "2026-02-01", "--follow", "90")).isZero();

    assertThat(platform.asked.getRulesList()).isEmpty();
    assertThat(platform.asked.getFirstDate().getMonth()).isEqualTo(2);
    assertThat(platform.asked.getFollowDays()).isEqualTo(90);
    assertThat(cli.out())
        .isEqualTo(
            """
            Rules from 2026-02-01 to 2026-02-28, 3 accounts; what followed within 180 days
            Rule      Fired  Accounts  A week  Churned  Renewed  Recovered  Open  Lead  Warned of
            at-risk       3         2     0.8        1        0          2     0  41 d        1/2
            champio…      0         0     0.0        0        0          0     0     –          –

            Fires a week, from the first day on
            at-risk   █ ▄  at most 2

            Fires       Resolved  Account  Rule     What followed
            2026-02-22  open      initech  at-risk  churned 2026-02-28
                Fell below 50: 52.0 → 48.9.
            2 more; name them with --limit.
            """);
  }

  @Test
  void past_days_are_told_to_programs() throws IOException {
    Path file = file("rules: [{name: fine, severity: info, level: {below: 40}}]");

    assertThat(cli.run("try", file.toString(), "--json")).isZero();

    assertThat(platform.asked.getRules(0).getName()).isEqualTo("fine");
    assertThat(cli.out())
        .isEqualTo(
            """
            {"first_date":"2026-02-01","last_date":"2026-02-28","accounts":3,"follow_days":180,\
            "rules":[{"rule":"at-risk","fired":3,"accounts":2,\
            "fired_by_week":[0,2,0,1],"churned":1,"renewed":0,"recovered":2,"open":0,\
            "median_lead_days":41,"all_churned":2,"churned_warned":1},\
            {"rule":"champion-left","fired":0,\
            "accounts":0,"fired_by_week":[0,0,0,0],"churned":0,"renewed":0,"recovered":0,"open":0,\
            "median_lead_days":null,"all_churned":0,"churned_warned":0}],"total_alerts":3,\
            "alerts":[{"rule":"at-risk","account":"initech","fired_date":"2026-02-22",\
            "resolved_date":null,"reason":"Fell below 50: 52.0 → 48.9.","outcome":"churned",\
            "outcome_date":"2026-02-28"}]}
            """);
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(file, text);
    return file;
  }
}
