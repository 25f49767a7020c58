package io.barometer.launcher.show;

import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Conditions in the words of a file of rules: the kind, and key to value. */
final class RuleConditions {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3_600;

  private RuleConditions() {}

  /** For example "drop". */
  static String kind(Rule rule) {
    return AlertText.word(rule.getConditionCase().name(), "");
  }

  /** Numbers, texts, and maps of texts. */
  static Map<String, Object> values(Rule rule) {
    Map<String, Object> values = new LinkedHashMap<>();
    switch (rule.getConditionCase()) {
      case DROP -> {
        values.put("days", rule.getDrop().getDays());
        points(values, rule.getDrop().getComparison(), rule.getDrop().getTenths());
      }
      case SUSTAINED -> {
        points(values, rule.getSustained().getComparison(), rule.getSustained().getTenths());
        values.put("longer_than", rule.getSustained().getLongerThanDays() + "d");
      }
      case STREAK -> values.put("falls", rule.getStreak().getFalls());
      case CROSSING ->
          points(values, rule.getCrossing().getComparison(), rule.getCrossing().getTenths());
      case LEVEL -> points(values, rule.getLevel().getComparison(), rule.getLevel().getTenths());
      case RENEWAL -> renewal(values, rule.getRenewal());
      case COVERAGE_LOST ->
          values.put(
              word(rule.getCoverageLost().getComparison()), rule.getCoverageLost().getPercent());
      case SILENT_SOURCE -> {
        values.put("signal", rule.getSilentSource().getSignal());
        values.put("longer_than", rule.getSilentSource().getLongerThanHours() + "h");
      }
      case EVENT -> {
        values.put("type", rule.getEvent().getType());
        texts(values, "where", rule.getEvent().getWhereMap());
        values.put(
            "open",
            (rule.getEvent().getOpenDays() == 0 ? 30 : rule.getEvent().getOpenDays()) + "d");
        texts(values, "until", rule.getEvent().getUntilMap());
      }
      case EXPRESSION -> {
        values.put("when", rule.getExpression().getWhen());
        if (!rule.getExpression().getUntil().isEmpty()) {
          values.put("until", rule.getExpression().getUntil());
        }
      }
      case CONDITION_NOT_SET -> {}
    }
    return values;
  }

  private static void renewal(Map<String, Object> values, Renewal renewal) {
    values.put("within", renewal.getDaysAhead() + "d");
    if (renewal.getComparisonValue() != 0) {
      points(values, renewal.getComparison(), renewal.getTenths());
    }
    if (!renewal.getBand().isEmpty()) {
      values.put("band", renewal.getBand());
    }
  }

  private static void texts(Map<String, Object> values, String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      values.put(key, new TreeMap<>(texts));
    }
  }

  private static void points(Map<String, Object> values, Comparison comparison, int tenths) {
    values.put(word(comparison), points(tenths));
  }

  /** 50 for 500, 50.5 for 505. */
  static BigDecimal points(int tenths) {
    return tenths % 10 == 0 ? BigDecimal.valueOf(tenths / 10) : Points.decimal(tenths);
  }

  private static String word(Comparison comparison) {
    return switch (comparison) {
      case COMPARISON_LESS -> "below";
      case COMPARISON_LESS_OR_EQUAL -> "at_most";
      case COMPARISON_GREATER -> "more_than";
      case COMPARISON_GREATER_OR_EQUAL -> "at_least";
      case COMPARISON_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  /** The bound at which the rule ends, in points or percent. */
  static BigDecimal clear(Rule rule) {
    return rule.hasCoverageLost() ? BigDecimal.valueOf(rule.getClear()) : points(rule.getClear());
  }

  /** "3d", "12h", "90m" or "45s". */
  static String duration(long seconds) {
    if (seconds % SECONDS_PER_DAY == 0) {
      return seconds / SECONDS_PER_DAY + "d";
    }
    if (seconds % SECONDS_PER_HOUR == 0) {
      return seconds / SECONDS_PER_HOUR + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
