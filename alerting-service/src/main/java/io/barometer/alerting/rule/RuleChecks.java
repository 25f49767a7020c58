package io.barometer.alerting.rule;

import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_GREATER;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_GREATER_OR_EQUAL;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS_OR_EQUAL;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_UNSPECIFIED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RANGE;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RECEIVER_UNKNOWN;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_REQUIRED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_VALUE_UNKNOWN;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Violations;
import io.barometer.model.name.NearestName;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import java.util.Set;

/** What can be wrong with a rule. */
final class RuleChecks {

  private static final Set<Integer> TREND_DAYS = Set.of(7, 30, 90, 365);
  private static final Set<Comparison> UPWARDS =
      Set.of(COMPARISON_GREATER, COMPARISON_GREATER_OR_EQUAL);
  private static final Set<Comparison> DOWNWARDS =
      Set.of(COMPARISON_LESS, COMPARISON_LESS_OR_EQUAL);
  private static final Set<Comparison> ANY =
      Set.of(
          COMPARISON_GREATER,
          COMPARISON_GREATER_OR_EQUAL,
          COMPARISON_LESS,
          COMPARISON_LESS_OR_EQUAL);

  private final Violations violations;

  RuleChecks(Violations violations) {
    this.violations = violations;
  }

  /** Notes everything that is wrong with the rule itself. */
  void check(Rule rule) {
    NameCheck.check("rule.name", rule.getName(), violations);
    NameCheck.text("rule.title", rule.getTitle(), 200, violations);
    NameCheck.text("rule.playbook", rule.getPlaybook(), 200, violations);
    NameCheck.text("rule.score_name", rule.getScoreName(), 200, violations);
    if (rule.getSeverity() == AlertSeverity.UNRECOGNIZED || rule.getSeverityValue() == 0) {
      violations.add("rule.severity", ERROR_REASON_VALUE_UNKNOWN, "use INFO, WARNING or CRITICAL");
    }
    switch (rule.getConditionCase()) {
      case DROP -> {
        days(rule.getDrop().getDays());
        comparison("rule.drop.comparison", rule.getDrop().getComparison(), UPWARDS);
        range("rule.drop.tenths", rule.getDrop().getTenths(), 1, 1000);
      }
      case SUSTAINED -> {
        comparison("rule.sustained.comparison", rule.getSustained().getComparison(), DOWNWARDS);
        range("rule.sustained.tenths", rule.getSustained().getTenths(), 0, 1000);
        range("rule.sustained.longer_than_days", rule.getSustained().getLongerThanDays(), 1, 365);
      }
      case STREAK -> range("rule.streak.falls", rule.getStreak().getFalls(), 1, 3);
      case CROSSING -> {
        comparison("rule.crossing.comparison", rule.getCrossing().getComparison(), ANY);
        range("rule.crossing.tenths", rule.getCrossing().getTenths(), 0, 1000);
      }
      case RENEWAL -> renewal(rule.getRenewal());
      case CONDITION_NOT_SET ->
          violations.add("rule.condition", ERROR_REASON_REQUIRED, "give the rule a condition");
    }
  }

  /** Notes receivers that do not exist. */
  void receivers(Rule rule, Set<String> known) {
    for (int i = 0; i < rule.getReceiversCount(); i++) {
      String name = rule.getReceivers(i);
      if (!known.contains(name)) {
        violations.add(
            "rule.receivers[" + i + "]",
            ERROR_REASON_RECEIVER_UNKNOWN,
            "there is no such receiver; create it first",
            "nearest",
            NearestName.of(name, known).orElse(""));
      }
    }
  }

  private void days(int days) {
    if (!TREND_DAYS.contains(days)) {
      violations.add("rule.drop.days", ERROR_REASON_VALUE_UNKNOWN, "use 7, 30, 90 or 365");
    }
  }

  private void renewal(Renewal renewal) {
    range("rule.renewal.days_ahead", renewal.getDaysAhead(), 1, 365);
    range("rule.renewal.tenths", renewal.getTenths(), 0, 1000);
    NameCheck.text("rule.renewal.band", renewal.getBand(), 60, violations);
    if (renewal.getComparison() != COMPARISON_UNSPECIFIED) {
      comparison("rule.renewal.comparison", renewal.getComparison(), DOWNWARDS);
    } else if (renewal.getBand().isEmpty()) {
      violations.add(
          "rule.renewal.comparison", ERROR_REASON_REQUIRED, "name a comparison or a band");
    }
  }

  private void comparison(String path, Comparison comparison, Set<Comparison> allowed) {
    if (!allowed.contains(comparison)) {
      violations.add(
          path,
          comparison == COMPARISON_UNSPECIFIED ? ERROR_REASON_REQUIRED : ERROR_REASON_VALUE_UNKNOWN,
          "use "
              + (allowed.equals(UPWARDS)
                  ? "GREATER or GREATER_OR_EQUAL"
                  : allowed.equals(DOWNWARDS) ? "LESS or LESS_OR_EQUAL" : "one of the four"));
    }
  }

  private void range(String path, int value, int min, int max) {
    if (value < min || value > max) {
      violations.add(
          path,
          ERROR_REASON_RANGE,
          "use " + min + " to " + max,
          "min",
          Integer.toString(min),
          "max",
          Integer.toString(max),
          "actual",
          Integer.toString(value));
    }
  }
}
