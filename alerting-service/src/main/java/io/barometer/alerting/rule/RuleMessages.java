package io.barometer.alerting.rule;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.DefaultRules;
import io.barometer.model.alert.Severity;
import io.barometer.model.alert.Steadiness;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Rule;
import java.time.Duration;
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
        rule.getOwner(),
        ConditionMessages.condition(rule),
        new Steadiness(
            rule.hasClear() ? rule.getClear() : null,
            Duration.ofSeconds(rule.getForDuration().getSeconds()),
            Duration.ofSeconds(rule.getCoolDown().getSeconds())));
  }

  static String suffix(String name, String prefix) {
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
    ConditionMessages.write(rule.condition(), message);
    return message.build();
  }
}
