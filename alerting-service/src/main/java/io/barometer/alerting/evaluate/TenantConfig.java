package io.barometer.alerting.evaluate;

import io.barometer.alerting.playbook.TenantPlaybooks;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertRule;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import java.util.List;
import java.util.Map;

/**
 * A tenant's rules and receivers at one version.
 *
 * @param rules the enabled ones by the score that they watch, as the policy reads them, ordered by
 *     name
 * @param byName the same as messages
 * @param receivers by name
 */
record TenantConfig(
    long version,
    Map<String, List<AlertRule>> rules,
    Map<String, Rule> byName,
    Map<String, Receiver> receivers,
    TenantRouting routing,
    TenantPlaybooks playbooks) {

  /** The scores with rules that listen for what was heard of an account, ordered. */
  List<String> scoresHearing(AlertInput input) {
    return rules.entrySet().stream()
        .filter(score -> score.getValue().stream().anyMatch(rule -> rule.hears(input)))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The rules that watch a score. */
  List<AlertRule> rules(String scoreName) {
    return rules.getOrDefault(scoreName, List.of());
  }
}
