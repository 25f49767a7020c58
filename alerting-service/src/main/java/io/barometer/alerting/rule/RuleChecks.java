package io.barometer.alerting.rule;

import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_NAME_TAKEN;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RANGE;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RECEIVER_UNKNOWN;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_REQUIRED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_VALUE_UNKNOWN;

import com.google.protobuf.Duration;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Violations;
import io.barometer.model.name.NearestName;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with a rule. */
final class RuleChecks {
  private static final int MOST_RULES = 200;
  private static final long LONGEST_SECONDS = 366L * 86_400;

  private final Violations violations;

  RuleChecks(Violations violations) {
    this.violations = violations;
  }

  /** Notes everything that is wrong with some rules themselves. */
  void all(List<Rule> rules, boolean mayBeNone) {
    if (rules.isEmpty() && !mayBeNone || rules.size() > MOST_RULES) {
      violations.add(
          "rules",
          rules.isEmpty() ? ERROR_REASON_REQUIRED : ERROR_REASON_RANGE,
          "give 1 to " + MOST_RULES + " rules",
          "actual",
          Integer.toString(rules.size()));
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      String path = "rules[" + i + "]";
      check(path, rules.get(i));
      if (!names.add(rules.get(i).getName())) {
        violations.add(path + ".name", ERROR_REASON_NAME_TAKEN, "two rules have this name");
      }
    }
  }

  /** Notes everything that is wrong with the rule itself. */
  void check(String path, Rule rule) {
    NameCheck.check(path + ".name", rule.getName(), violations);
    NameCheck.text(path + ".title", rule.getTitle(), 200, violations);
    NameCheck.text(path + ".playbook", rule.getPlaybook(), 200, violations);
    NameCheck.text(path + ".score_name", rule.getScoreName(), 200, violations);
    NameCheck.text(path + ".owner", rule.getOwner(), 200, violations);
    if (rule.getSeverity() == AlertSeverity.UNRECOGNIZED || rule.getSeverityValue() == 0) {
      violations.add(
          path + ".severity", ERROR_REASON_VALUE_UNKNOWN, "use INFO, WARNING or CRITICAL");
    }
    duration(path + ".for_duration", rule.getForDuration());
    duration(path + ".cool_down", rule.getCoolDown());
    new ConditionChecks(path, violations).check(rule);
  }

  private void duration(String path, Duration duration) {
    if (duration.getSeconds() < 0
        || duration.getSeconds() > LONGEST_SECONDS
        || duration.getNanos() != 0) {
      violations.add(
          path, ERROR_REASON_RANGE, "use whole seconds, 0 to 366 days", "max", "366 days");
    }
  }

  /** Notes receivers that do not exist. */
  void receivers(String path, Rule rule, Set<String> known) {
    for (int i = 0; i < rule.getReceiversCount(); i++) {
      String name = rule.getReceivers(i);
      if (!known.contains(name)) {
        violations.add(
            path + ".receivers[" + i + "]",
            ERROR_REASON_RECEIVER_UNKNOWN,
            "there is no such receiver; create it first",
            "nearest",
            NearestName.of(name, known).orElse(""));
      }
    }
  }
}
