package io.barometer.language;

import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Condition;
import io.barometer.model.alert.Severity;
import io.barometer.model.alert.Steadiness;
import io.barometer.model.scorecard.Violation.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a file of rules and tells everything that is wrong with it at once, by line and column. */
public final class RuleFileReader {
  private static final Set<String> KEYS =
      Keys.of(
          "name",
          "title",
          "severity",
          "owner",
          "playbook",
          "receivers",
          "score",
          "enabled",
          "clear",
          "for",
          "cool_down",
          "drop",
          "sustained",
          "streak",
          "crossing",
          "renewal",
          "level",
          "coverage_lost",
          "silent_source",
          "event",
          "expression");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,8})([smhd])");

  private final YamlProblems problems;

  private RuleFileReader(String file) {
    this.problems = new YamlProblems(file);
  }

  /**
   * Reads rules.
   *
   * @param file how problems name the file
   */
  public static RuleFileReading read(String file, String yaml) {
    return new RuleFileReader(file).read(yaml);
  }

  private RuleFileReading read(String yaml) {
    List<RuleDraft> rules =
        YamlRoot.compose(yaml, problems)
            .map(root -> rules(new YamlField(root, "", problems)))
            .orElse(List.of());
    return problems.isEmpty()
        ? new RuleFileReading.Accepted(rules)
        : new RuleFileReading.Rejected(problems.sorted());
  }

  private static List<RuleDraft> rules(YamlField root) {
    List<YamlField> items =
        root.isList() ? root.items() : Fields.of(root, Keys.of("rules")).items("rules");
    if (items.isEmpty()) {
      root.problem(Reason.REQUIRED, "there is no rule");
    }
    Set<String> names = new HashSet<>();
    List<RuleDraft> rules = new ArrayList<>();
    for (YamlField item : items) {
      RuleDraft rule = rule(item);
      if (!names.add(rule.rule().name())) {
        item.problem(Reason.NAME_TAKEN, "two rules have the name \"" + rule.rule().name() + "\"");
      }
      rules.add(rule);
    }
    return rules;
  }

  private static RuleDraft rule(YamlField field) {
    Fields fields = Fields.of(field, KEYS);
    String name = fields.text("name");
    Condition condition = RuleConditionReader.condition(fields);
    AlertRule rule =
        new AlertRule(
            name,
            fields.text("title", name),
            severity(fields),
            fields.text("playbook", ""),
            fields.text("owner", ""),
            condition,
            new Steadiness(
                clear(fields, condition), duration(fields, "for"), duration(fields, "cool_down")));
    return new RuleDraft(
        rule,
        fields.text("score", ""),
        fields.has("receivers")
            ? fields.items("receivers").stream().map(YamlField::text).toList()
            : List.of(),
        !fields.has("enabled") || fields.flag("enabled"));
  }

  private static Severity severity(Fields fields) {
    Optional<YamlField> field = fields.need("severity");
    String text = field.map(YamlField::text).orElse("");
    for (Severity severity : Severity.values()) {
      if (severity.name().toLowerCase(Locale.ROOT).equals(text)) {
        return severity;
      }
    }
    field.ifPresent(wrong -> wrong.problem("one of info, warning, critical"));
    return Severity.INFO;
  }

  /** In percent of a coverage, in tenths of a score. */
  private static @Nullable Integer clear(Fields fields, Condition condition) {
    YamlField clear = fields.get("clear");
    if (clear == null) {
      return null;
    }
    return condition instanceof Condition.CoverageLost ? clear.whole() : clear.tenths();
  }

  private static Duration duration(Fields fields, String key) {
    YamlField field = fields.get(key);
    return field == null ? Duration.ZERO : duration(field);
  }

  /** A duration such as 90m, 12h or 3d; a problem, and zero, when it is none. */
  static Duration duration(YamlField field) {
    Matcher matcher = DURATION.matcher(field.text());
    if (!matcher.matches()) {
      field.problem("expected a duration such as 90m, 12h or 3d");
      return Duration.ZERO;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
