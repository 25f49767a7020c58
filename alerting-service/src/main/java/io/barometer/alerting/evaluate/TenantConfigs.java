package io.barometer.alerting.evaluate;

import io.barometer.alerting.playbook.TenantPlaybooks;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.route.TenantRoutings;
import io.barometer.alerting.rule.DefaultRuleRows;
import io.barometer.alerting.rule.RuleMessages;
import io.barometer.eventstore.Tx;
import io.barometer.model.alert.AlertRule;
import io.barometer.proto.alerting.v1.Rule;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tenants' rules and receivers, read again when their version changed. */
final class TenantConfigs {

  private final ConcurrentMap<String, TenantConfig> known = new ConcurrentHashMap<>();

  /** Locks the tenants' configuration against changes until the transaction ends, and reads it. */
  Map<String, TenantConfig> lock(Tx tx, Set<String> tenants) {
    if (tenants.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> versions = versions(tx, tenants);
    if (versions.size() < tenants.size()) {
      DefaultRuleRows.seed(tx, tenants);
      versions = versions(tx, tenants);
    }
    Map<String, TenantConfig> configs = new HashMap<>();
    versions.forEach(
        (tenant, version) -> {
          TenantConfig config = known.get(tenant);
          if (config == null || config.version() != version) {
            config = load(tx, tenant, version);
            known.put(tenant, config);
          }
          configs.put(tenant, config);
        });
    return configs;
  }

  private static Map<String, Long> versions(Tx tx, Set<String> tenants) {
    Map<String, Long> versions = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, config_version from alerting.tenant where tenant_id = any($1)
            order by tenant_id for share""",
            Tuple.of(tenants.toArray(String[]::new)))) {
      versions.put(row.getString(0), row.getLong(1));
    }
    return versions;
  }

  private static TenantConfig load(Tx tx, String tenant, long version) {
    Map<String, List<AlertRule>> rules = new HashMap<>();
    Map<String, Rule> byName = new LinkedHashMap<>();
    for (Row row :
        tx.query(
            "select definition from alerting.rule where tenant_id = $1 order by name",
            Tuple.of(tenant))) {
      Rule rule = RuleMessages.stored(row.getBuffer(0).getBytes());
      if (rule.getEnabled()) {
        rules
            .computeIfAbsent(RuleMessages.scoreName(rule), score -> new ArrayList<>())
            .add(RuleMessages.policyRule(rule));
        byName.put(rule.getName(), rule);
      }
    }
    return new TenantConfig(
        version,
        Map.copyOf(rules),
        byName,
        ReceiverRows.all(tx, tenant),
        TenantRoutings.load(tx, tenant),
        TenantPlaybooks.load(tx, tenant));
  }
}
