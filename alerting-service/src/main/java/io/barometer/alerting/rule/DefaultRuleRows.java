package io.barometer.alerting.rule;

import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Rule;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/** The rules a tenant starts with. */
public final class DefaultRuleRows {
  private DefaultRuleRows() {}

  /** Gives tenants that were never seen before their default rules. */
  public static void seed(Tx tx, Collection<String> tenants) {
    List<Rule> rules = RuleMessages.defaults();
    tx.query(
        """
        with fresh as (
          insert into alerting.tenant (tenant_id) select unnest($1::text[]) order by 1
          on conflict do nothing returning tenant_id)
        insert into alerting.rule (tenant_id, name, definition)
        select tenant_id, name, definition
        from fresh cross join unnest($2::text[], $3::bytea[]) as r(name, definition)""",
        Tuple.of(
            tenants.toArray(String[]::new),
            rules.stream().map(Rule::getName).toArray(String[]::new),
            rules.stream().map(rule -> Buffer.buffer(rule.toByteArray())).toArray(Buffer[]::new)));
  }
}
