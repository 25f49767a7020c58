package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.RuleJson;
import io.barometer.launcher.show.RuleText;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.ValidateRulesRequest;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules that raise alerts. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes the rules that raise alerts, and tries them on past days.")
final class RulesCommand {
  private static final String FILE = "A file of rules, YAML or JSON; see docs/alert-rules.md.";
  private static final String JSON = "One JSON object per rule.";

  private final BarometerCommand barometer;

  RulesCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the rules.")
  int list(@Mixin StackChoice stack, @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Rule> rules = stored(connection);
      if (json) {
        rules.forEach(rule -> barometer.print(RuleJson.of(rule)));
      } else {
        barometer.print(RuleText.table(barometer.terminal(), rules));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows rules as a file that can be put again: all of them, or those named.")
  int show(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", arity = "0..*", description = "A rule.") List<String> names,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Rule> all = stored(connection);
      List<String> wanted = names == null ? List.of() : names;
      for (String name : wanted) {
        if (all.stream().noneMatch(rule -> rule.getName().equals(name))) {
          throw new CommandFailed(
              "There is no rule \"" + name + "\". List them: ./barometer rules list");
        }
      }
      List<Rule> shown =
          all.stream().filter(rule -> wanted.isEmpty() || wanted.contains(rule.getName())).toList();
      if (json) {
        shown.forEach(rule -> barometer.print(RuleJson.of(rule)));
      } else {
        barometer.print(RuleText.file(shown));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Checks a file of rules and tells how many accounts each matches now.")
  int validate(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = FILE) String file,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    List<Rule> rules = RuleFile.rules(file);
    try (Connection connection = barometer.connect(stack)) {
      ValidateRulesResponse valid = valid(connection, rules);
      if (json) {
        valid.getRulesList().forEach(one -> barometer.print(RuleJson.of(one)));
      } else {
        barometer.print(RuleText.matches(barometer.terminal(), valid));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Creates or replaces the rules of a file, after all of them are checked. A changed condition "
            + "resolves the rule's open alerts without a message."
      })
  int put(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = FILE) String file,
      @Option(
              names = "--matches-all",
              paramLabel = "N",
              description = "Rules may match every account, when those are N.")
          Integer all,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    List<Rule> rules = RuleFile.rules(file);
    try (Connection connection = barometer.connect(stack)) {
      new RulePut(connection, all == null ? -1 : all)
          .put(
              rules,
              valid(connection, rules),
              put -> {
                if (json) {
                  barometer.print(RuleJson.of(put));
                } else {
                  barometer.print(RuleText.put(put));
                }
              });
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Removes a rule; its open alerts are resolved without a message.")
  int delete(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The rule.") String name)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      connection.alerting().deleteRule(DeleteRuleRequest.newBuilder().setName(name).build());
      barometer.print("The rule " + name + " is gone.");
      return 0;
    }
  }

  private static List<Rule> stored(Connection connection) {
    return connection.alerting().listRules(ListRulesRequest.getDefaultInstance()).getRulesList();
  }

  private static ValidateRulesResponse valid(Connection connection, List<Rule> rules) {
    return connection
        .alerting()
        .validateRules(ValidateRulesRequest.newBuilder().addAllRules(rules).build());
  }
}
