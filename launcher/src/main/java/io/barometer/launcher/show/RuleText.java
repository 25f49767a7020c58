package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.RuleMatches;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules for people: tables, and the files that they can be put from. */
public final class RuleText {
  private RuleText() {}

  /** A line per rule. */
  public static List<String> table(Terminal terminal, List<Rule> rules) {
    Table table =
        new Table()
            .column("Rule", Align.LEFT)
            .column("Urgency", Align.LEFT)
            .column("Score", Align.LEFT)
            .column("Condition", Align.FLEXIBLE)
            .column("Owner", Align.FLEXIBLE)
            .column("Tells", Align.FLEXIBLE);
    for (Rule rule : rules) {
      String receivers = String.join(", ", rule.getReceiversList());
      table
          .row()
          .cell(rule.getName())
          .cell(AlertText.word(rule.getSeverity().name(), "ALERT_SEVERITY_"))
          .cell(rule.getScoreName().isEmpty() ? "health" : rule.getScoreName())
          .cell(RuleConditions.kind(rule) + " " + flow(RuleConditions.values(rule)))
          .cell(rule.getOwner())
          .cell(rule.getEnabled() ? receivers : "disabled");
    }
    return table.lines(terminal);
  }

  /** What rules match now. */
  public static List<String> matches(Terminal terminal, ValidateRulesResponse valid) {
    Table table =
        new Table()
            .column("Rule", Align.LEFT)
            .column("Matches now", Align.RIGHT)
            .column("Of", Align.RIGHT)
            .column("For example", Align.FLEXIBLE);
    for (RuleMatches rule : valid.getRulesList()) {
      table
          .row()
          .cell(rule.getRule())
          .cell(String.valueOf(rule.getMatches()))
          .cell(String.valueOf(rule.getAccounts()))
          .cell(String.join(", ", rule.getAccountIdsList()));
    }
    return table.lines(terminal);
  }

  /** That a rule is stored. */
  public static String put(PutRuleResponse put) {
    return "The rule %s is stored; it matches %d accounts now."
        .formatted(put.getRule().getName(), put.getMatches());
  }

  /** The rules as a file. */
  public static List<String> file(List<Rule> rules) {
    List<String> lines = new ArrayList<>(List.of("rules:"));
    for (Rule rule : rules) {
      String indent = "  - ";
      for (Map.Entry<String, Object> field : RuleJson.fields(rule).entrySet()) {
        lines.add(indent + field.getKey() + ": " + yaml(field.getValue()));
        indent = "    ";
      }
    }
    return lines;
  }

  /** "{days: 30, at_least: 15}". */
  private static String flow(Map<?, ?> values) {
    return values.entrySet().stream()
        .map(one -> one.getKey() + ": " + yaml(one.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String yaml(Object value) {
    return switch (value) {
      case Map<?, ?> map -> flow(map);
      case List<?> list ->
          list.stream().map(RuleText::yaml).collect(Collectors.joining(", ", "[", "]"));
      case String text -> plain(text) ? text : quoted(text);
      default -> value.toString();
    };
  }

  private static boolean plain(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9 @._-]*") && !text.matches("(?i)true|false|null|.* ")
        || text.matches("\\d+[smhd]");
  }

  private static String quoted(String text) {
    return "'" + SafeText.line(text).replace("'", "''") + "'";
  }
}
