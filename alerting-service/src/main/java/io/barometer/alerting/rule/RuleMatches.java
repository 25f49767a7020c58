package io.barometer.alerting.rule;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.AlertPolicy;
import io.barometer.model.alert.AlertRule;
import io.barometer.proto.alerting.v1.Rule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** What a change of a rule means for the accounts and alerts that are there. */
@ApplicationScoped
class RuleMatches {

  private static final int EXAMPLES = 10;
  private static final long SECONDS_PER_HOUR = 3_600;

  /**
   * How many accounts match, of how many.
   *
   * @param examples some of those that match, ordered
   */
  record Count(int matching, int accounts, List<String> examples) {
    boolean everything() {
      return accounts > 0 && matching == accounts;
    }
  }

  /** Counts the tenant's accounts that each of the rules would hold for now. */
  Uni<List<Count>> count(Session session, List<Rule> rules) {
    return session
        .createNativeQuery(
            "select coalesce(max(epoch_hour), 0) from alerting.evaluated", Long.class)
        .getSingleResult()
        .chain(
            hour ->
                session
                    .createNativeQuery(
                        """
                        select account_id, score_name, memory from alerting.account_memory
                        where score_name in (?1) order by account_id""",
                        Object[].class)
                    .setParameter(1, rules.stream().map(RuleMessages::scoreName).toList())
                    .getResultList()
                    .map(accounts -> count(rules, accounts, hour)));
  }

  /** Resolves the open alerts of a rule that is gone or watches something else now. */
  Uni<Void> resolveAlerts(Session session, String tenantId, String rule) {
    return session
        .createNativeQuery(
            """
            select cause from alerting.incident_cause
            where tenant_id = ?1 and cause in (
              select i.cause from alerting.incident i
              join alerting.alert a on a.incident_id = i.incident_id
              where a.tenant_id = ?1 and a.rule = ?2 and a.state < 3)
            order by cause for update""",
            String.class)
        .setParameter(1, tenantId)
        .setParameter(2, rule)
        .getResultList()
        .chain(locked -> resolveWithIncidents(session, tenantId, rule));
  }

  /** An incident whose last alert this was is resolved with it. */
  private static Uni<Void> resolveWithIncidents(Session session, String tenantId, String rule) {
    return session
        .createNativeQuery(
            """
            with over as (
              update alerting.alert
              set state = 3, resolved_time = greatest(fired_time,
                  (select to_timestamp(max(epoch_hour) * 3600) from alerting.evaluated))
              where tenant_id = ?1 and rule = ?2 and state < 3
              returning incident_id, resolved_time),
            less as (
              update alerting.incident i set open_alerts = open_alerts - o.alerts
              from (select incident_id, count(*) as alerts from over group by incident_id) o
              where i.incident_id = o.incident_id
              returning i.incident_id)
            select cast(incident_id as text) from less""",
            String.class)
        .setParameter(1, tenantId)
        .setParameter(2, rule)
        .getResultList()
        .chain(touched -> resolveIncidents(session, touched));
  }

  private static Uni<Void> resolveIncidents(Session session, List<String> touched) {
    return touched.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(
                """
                with ended as (
                  update alerting.incident i
                  set state = 4, snoozed_until = null, acknowledged_by = '', changes = changes + 1,
                    resolved_time = (select max(resolved_time) from alerting.alert a
                      where a.incident_id = i.incident_id)
                  where cast(incident_id as text) in (?1) and open_alerts = 0 and state <> 4
                  returning incident_id, tenant_id, changes, resolved_time),
                shown as (
                  update alerting.posted_message
                  set wanted = wanted + 1, next_at = clock_timestamp()
                  where cast(incident_id as text) in (?1))
                insert into alerting.incident_change
                  (incident_id, number, tenant_id, kind, by, time, note)
                select incident_id, changes, tenant_id, 7, '', resolved_time,
                  'The rule was changed.' from ended""")
            .setParameter(1, touched)
            .executeUpdate()
            .replaceWithVoid();
  }

  /** Makes the next start of an hour or a day look at every account of the tenant. */
  Uni<Void> lookAgain(Session session, String tenantId) {
    return session
        .createNativeQuery("update alerting.account_memory set due_hour = 0 where tenant_id = ?1")
        .setParameter(1, tenantId)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static List<Count> count(List<Rule> rules, List<Object[]> accounts, long hour) {
    Instant now = Instant.ofEpochSecond(hour * SECONDS_PER_HOUR);
    return rules.stream().map(rule -> count(rule, accounts, now)).toList();
  }

  private static Count count(Rule rule, List<Object[]> accounts, Instant now) {
    AlertRule policy = RuleMessages.policyRule(rule);
    List<String> examples = new ArrayList<>();
    int matching = 0;
    int all = 0;
    for (Object[] account : accounts) {
      if (account[1].equals(RuleMessages.scoreName(rule))) {
        all++;
        AccountMemory memory = AccountMemory.decoded((byte[]) account[2]);
        if (AlertPolicy.matches(policy, memory, now)) {
          matching++;
          if (examples.size() < EXAMPLES) {
            examples.add((String) account[0]);
          }
        }
      }
    }
    return new Count(matching, all, examples);
  }
}
