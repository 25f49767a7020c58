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
            update alerting.alert
            set state = 3, resolved_time = greatest(fired_time,
                (select to_timestamp(max(epoch_hour) * 3600) from alerting.evaluated))
            where tenant_id = ?1 and rule = ?2 and state < 3""")
        .setParameter(1, tenantId)
        .setParameter(2, rule)
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
