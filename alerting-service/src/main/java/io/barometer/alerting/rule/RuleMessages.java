package io.barometer.alerting.rule;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Comparison;
import io.barometer.model.alert.Condition;
import io.barometer.model.alert.DefaultRules;
import io.barometer.model.alert.Severity;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.Drop;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.Streak;
import io.barometer.proto.alerting.v1.Sustained;
import java.util.List;

/** Rules as messages and as the policy reads them. Messages are valid here. */
public final class RuleMessages {

  private static final List<Rule> DEFAULTS =
      DefaultRules.all().stream().map(RuleMessages::message).toList();

  private RuleMessages() {}

  /** The rules a tenant starts with: enabled, telling nobody yet. */
  public static List<Rule> defaults() {
    return DEFAULTS;
  }

  /** Reads a stored rule. */
  public static Rule stored(byte[] definition) {
    try {
      return Rule.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored rule cannot be read", e);
    }
  }

  /** The score that a rule watches. */
  public static String scoreName(Rule rule) {
    return scoreName(rule.getScoreName());
  }

  /** A score by its name; the empty one stands for health. */
  public static String scoreName(String name) {
    return name.isEmpty() ? Scorecard.HEALTH : name;
  }

  /** The rule as the policy reads it. */
  public static AlertRule policyRule(Rule rule) {
    return new AlertRule(
        rule.getName(),
        rule.getTitle(),
        Severity.valueOf(suffix(rule.getSeverity().name(), "ALERT_SEVERITY_")),
        rule.getPlaybook(),
        condition(rule));
  }

  /** The condition as the policy reads it. */
  public static Condition condition(Rule rule) {
    return switch (rule.getConditionCase()) {
      case DROP ->
          new Condition.Drop(
              rule.getDrop().getDays(),
              comparison(rule.getDrop().getComparison()),
              rule.getDrop().getTenths());
      case SUSTAINED ->
          new Condition.Sustained(
              comparison(rule.getSustained().getComparison()),
              rule.getSustained().getTenths(),
              rule.getSustained().getLongerThanDays());
      case STREAK -> new Condition.Streak(rule.getStreak().getFalls());
      case CROSSING ->
          new Condition.Crossing(
              comparison(rule.getCrossing().getComparison()), rule.getCrossing().getTenths());
      case RENEWAL -> renewal(rule.getRenewal());
      case CONDITION_NOT_SET -> throw new IllegalArgumentException("a rule without a condition");
    };
  }

  private static Condition renewal(Renewal renewal) {
    Condition.Level level =
        renewal.getComparisonValue() == 0
            ? new Condition.Level.Any()
            : new Condition.Level.Bound(comparison(renewal.getComparison()), renewal.getTenths());
    return new Condition.Renewal(renewal.getDaysAhead(), level, renewal.getBand());
  }

  private static Comparison comparison(io.barometer.proto.alerting.v1.Comparison comparison) {
    return Comparison.valueOf(suffix(comparison.name(), "COMPARISON_"));
  }

  private static io.barometer.proto.alerting.v1.Comparison comparison(Comparison comparison) {
    return io.barometer.proto.alerting.v1.Comparison.valueOf("COMPARISON_" + comparison.name());
  }

  private static String suffix(String name, String prefix) {
    return name.substring(prefix.length());
  }

  private static Rule message(AlertRule rule) {
    Rule.Builder message =
        Rule.newBuilder()
            .setName(rule.name())
            .setTitle(rule.title())
            .setSeverity(AlertSeverity.valueOf("ALERT_SEVERITY_" + rule.severity().name()))
            .setPlaybook(rule.playbook())
            .setEnabled(true);
    switch (rule.condition()) {
      case Condition.Drop d ->
          message.setDrop(
              Drop.newBuilder()
                  .setDays(d.days())
                  .setComparison(comparison(d.comparison()))
                  .setTenths(d.tenths()));
      case Condition.Sustained s ->
          message.setSustained(
              Sustained.newBuilder()
                  .setComparison(comparison(s.comparison()))
                  .setTenths(s.tenths())
                  .setLongerThanDays(s.longerThanDays()));
      case Condition.Streak s -> message.setStreak(Streak.newBuilder().setFalls(s.falls()));
      case Condition.Crossing c ->
          message.setCrossing(
              Crossing.newBuilder()
                  .setComparison(comparison(c.comparison()))
                  .setTenths(c.tenths()));
      case Condition.Renewal r -> message.setRenewal(message(r));
    }
    return message.build();
  }

  private static Renewal message(Condition.Renewal renewal) {
    Renewal.Builder message =
        Renewal.newBuilder().setDaysAhead(renewal.daysAhead()).setBand(renewal.band());
    if (renewal.level() instanceof Condition.Level.Bound bound) {
      message.setComparison(comparison(bound.comparison())).setTenths(bound.tenths());
    }
    return message.build();
  }
}
