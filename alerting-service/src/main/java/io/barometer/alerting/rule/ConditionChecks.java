package io.barometer.alerting.rule;

import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_GREATER;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_GREATER_OR_EQUAL;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_LESS_OR_EQUAL;
import static io.barometer.proto.alerting.v1.Comparison.COMPARISON_UNSPECIFIED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_COST_LIMIT;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_DIVISION_BY_ZERO;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_EXPRESSION;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RANGE;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_REQUIRED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_SIGNAL_UNKNOWN;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_VALUE_UNKNOWN;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Violations;
import io.barometer.language.expression.Compilation;
import io.barometer.language.expression.ExpressionProblem;
import io.barometer.model.scorecard.Violation.Reason;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.EventSeen;
import io.barometer.proto.alerting.v1.Expression;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SilentSource;
import java.util.Map;
import java.util.Set;

/** What can be wrong with the condition of a rule. */
final class ConditionChecks {
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
  private static final int MOST_FIELDS = 20;
  private static final int LONGEST_FIELD = 1_024;

  private final String path;
  private final Violations violations;

  ConditionChecks(String path, Violations violations) {
    this.path = path;
    this.violations = violations;
  }

  void check(Rule rule) {
    switch (rule.getConditionCase()) {
      case DROP -> drop(rule);
      case SUSTAINED -> {
        var sustained = rule.getSustained();
        level("sustained", sustained.getComparison(), DOWNWARDS, sustained.getTenths());
        range(".sustained.longer_than_days", sustained.getLongerThanDays(), 1, 365);
        clear(rule, sustained.getComparison(), sustained.getTenths(), 0, 1000);
      }
      case STREAK -> {
        range(".streak.falls", rule.getStreak().getFalls(), 1, 3);
        noClear(rule);
      }
      case CROSSING -> {
        var crossing = rule.getCrossing();
        level("crossing", crossing.getComparison(), ANY, crossing.getTenths());
        clear(rule, crossing.getComparison(), crossing.getTenths(), 0, 1000);
      }
      case RENEWAL -> renewal(rule, rule.getRenewal());
      case LEVEL -> {
        level("level", rule.getLevel().getComparison(), ANY, rule.getLevel().getTenths());
        clear(rule, rule.getLevel().getComparison(), rule.getLevel().getTenths(), 0, 1000);
      }
      case COVERAGE_LOST -> {
        var lost = rule.getCoverageLost();
        comparison(".coverage_lost.comparison", lost.getComparison(), DOWNWARDS);
        range(".coverage_lost.percent", lost.getPercent(), 0, 100);
        clear(rule, lost.getComparison(), lost.getPercent(), 0, 100);
      }
      case SILENT_SOURCE -> silent(rule, rule.getSilentSource());
      case EVENT -> event(rule, rule.getEvent());
      case EXPRESSION -> expression(rule, rule.getExpression());
      case CONDITION_NOT_SET ->
          violations.add(path + ".condition", ERROR_REASON_REQUIRED, "give the rule a condition");
    }
  }

  private void drop(Rule rule) {
    var drop = rule.getDrop();
    if (!TREND_DAYS.contains(drop.getDays())) {
      violations.add(path + ".drop.days", ERROR_REASON_VALUE_UNKNOWN, "use 7, 30, 90 or 365");
    }
    comparison(".drop.comparison", drop.getComparison(), UPWARDS);
    range(".drop.tenths", drop.getTenths(), 1, 1000);
    clear(rule, drop.getComparison(), drop.getTenths(), -1000, 1000);
  }

  private void renewal(Rule rule, Renewal renewal) {
    range(".renewal.days_ahead", renewal.getDaysAhead(), 1, 365);
    range(".renewal.tenths", renewal.getTenths(), 0, 1000);
    NameCheck.text(path + ".renewal.band", renewal.getBand(), 60, violations);
    if (renewal.getComparison() != COMPARISON_UNSPECIFIED) {
      comparison(".renewal.comparison", renewal.getComparison(), DOWNWARDS);
      clear(rule, renewal.getComparison(), renewal.getTenths(), 0, 1000);
      return;
    }
    noClear(rule);
    if (renewal.getBand().isEmpty()) {
      violations.add(
          path + ".renewal.comparison", ERROR_REASON_REQUIRED, "name a comparison or a band");
    }
  }

  private void silent(Rule rule, SilentSource silent) {
    noClear(rule);
    String signal = silent.getSignal();
    if (!(signal.startsWith("check.") && signal.length() > "check.".length())
        && !(signal.startsWith("measurement.") && signal.length() > "measurement.".length())) {
      violations.add(
          path + ".silent_source.signal",
          signal.isEmpty() ? ERROR_REASON_REQUIRED : ERROR_REASON_SIGNAL_UNKNOWN,
          "use \"check.KIND\" or \"measurement.NAME\"");
    } else {
      NameCheck.text(path + ".silent_source.signal", signal, 200, violations);
    }
    range(".silent_source.longer_than_hours", silent.getLongerThanHours(), 1, 8_760);
  }

  private void event(Rule rule, EventSeen event) {
    noClear(rule);
    EventFields.problem(event.getType())
        .ifPresent(
            text ->
                violations.add(
                    path + ".event.type",
                    event.getType().isEmpty() ? ERROR_REASON_REQUIRED : ERROR_REASON_VALUE_UNKNOWN,
                    text));
    range(".event.open_days", event.getOpenDays(), 0, 365);
    fields(".event.where", event.getType(), event.getWhereMap());
    fields(".event.until", event.getType(), event.getUntilMap());
  }

  private void fields(String at, String type, Map<String, String> fields) {
    range(at, fields.size(), 0, MOST_FIELDS);
    fields.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              String place = path + at + "[" + name + "]";
              EventFields.problem(type, name, fields.getOrDefault(name, ""))
                  .ifPresent(text -> violations.add(place, ERROR_REASON_VALUE_UNKNOWN, text));
              NameCheck.text(place, fields.getOrDefault(name, ""), LONGEST_FIELD, violations);
            });
  }

  private void expression(Rule rule, Expression expression) {
    noClear(rule);
    if (expression.getWhen().isEmpty()) {
      violations.add(
          path + ".expression.when", ERROR_REASON_REQUIRED, "give the rule an expression");
    } else {
      compile(".expression.when", expression.getWhen());
    }
    if (!expression.getUntil().isEmpty()) {
      compile(".expression.until", expression.getUntil());
    }
  }

  private void compile(String at, String source) {
    switch (ConditionMessages.COMPILER.condition(source)) {
      case Compilation.Compiled(var compiled) when compiled.mayDivideByZero() ->
          violations.add(
              path + at, ERROR_REASON_DIVISION_BY_ZERO, "divides by something that can be 0");
      case Compilation.Compiled _ -> {}
      case Compilation.Refused(var problems) ->
          problems.forEach(problem -> refused(path + at, problem));
    }
  }

  private void refused(String at, ExpressionProblem problem) {
    violations.add(
        at + ":" + problem.line() + ":" + problem.column(),
        problem.reason() == Reason.COST_LIMIT ? ERROR_REASON_COST_LIMIT : ERROR_REASON_EXPRESSION,
        problem.text());
  }

  private void level(String name, Comparison comparison, Set<Comparison> allowed, int tenths) {
    comparison("." + name + ".comparison", comparison, allowed);
    range("." + name + ".tenths", tenths, 0, 1000);
  }

  private void noClear(Rule rule) {
    if (rule.hasClear()) {
      violations.add(
          path + ".clear", ERROR_REASON_VALUE_UNKNOWN, "this condition has no bound to clear");
    }
  }

  private void clear(Rule rule, Comparison comparison, int bound, int min, int max) {
    if (!rule.hasClear()) {
      return;
    }
    range(".clear", rule.getClear(), min, max);
    boolean wrong =
        UPWARDS.contains(comparison) ? rule.getClear() > bound : rule.getClear() < bound;
    if (wrong) {
      violations.add(
          path + ".clear",
          ERROR_REASON_RANGE,
          "lies where the condition holds; use "
              + (UPWARDS.contains(comparison) ? "at most " : "at least ")
              + bound,
          "actual",
          Integer.toString(rule.getClear()));
    }
  }

  private void comparison(String at, Comparison comparison, Set<Comparison> allowed) {
    if (!allowed.contains(comparison)) {
      violations.add(
          path + at,
          comparison == COMPARISON_UNSPECIFIED ? ERROR_REASON_REQUIRED : ERROR_REASON_VALUE_UNKNOWN,
          "use "
              + (allowed.equals(UPWARDS)
                  ? "GREATER or GREATER_OR_EQUAL"
                  : allowed.equals(DOWNWARDS) ? "LESS or LESS_OR_EQUAL" : "one of the four"));
    }
  }

  private void range(String at, int value, int min, int max) {
    if (value < min || value > max) {
      violations.add(
          path + at,
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
