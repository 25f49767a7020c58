package io.barometer.alerting.rule;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.AlertPolicy;
import io.barometer.model.alert.Condition;
import io.barometer.proto.alerting.v1.Rule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** What a change of a rule means for the accounts and alerts that are there. */
@ApplicationScoped
class RuleMatches {

  /** How many accounts match, of how many. */
  record Count(int matching, int accounts) {
    boolean everything() {
      return accounts > 0 && matching == accounts;
    }
  }

  /** Counts the tenant's accounts that the rule would hold for now. */
  Uni<Count> count(Session session, Rule rule) {
    Condition condition = RuleMessages.condition(rule);
    return session
        .createNativeQuery("select coalesce(max(epoch_day), 0) from alerting.evaluated", Long.class)
        .getSingleResult()
        .chain(
            day ->
                session
                    .createNativeQuery(
                        "select memory from alerting.account_memory where score_name = ?1",
                        byte[].class)
                    .setParameter(1, RuleMessages.scoreName(rule))
                    .getResultList()
                    .map(memories -> count(condition, memories, day)));
  }

  /** Resolves the open alerts of a rule that is gone or watches something else now. */
  Uni<Void> resolveAlerts(Session session, String tenantId, String rule) {
    return session
        .createNativeQuery(
            """
            update alerting.alert
            set state = 3, resolved_time = greatest(fired_time,
                (select to_timestamp(max(epoch_day) * 86400) from alerting.evaluated))
            where tenant_id = ?1 and rule = ?2 and state < 3""")
        .setParameter(1, tenantId)
        .setParameter(2, rule)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Makes the next day's start look at every account of the tenant. */
  Uni<Void> lookAgain(Session session, String tenantId) {
    return session
        .createNativeQuery("update alerting.account_memory set due_day = 0 where tenant_id = ?1")
        .setParameter(1, tenantId)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Count count(Condition condition, List<byte[]> memories, long day) {
    long matching =
        memories.stream()
            .filter(bytes -> AlertPolicy.matches(condition, AccountMemory.decoded(bytes), day))
            .count();
    return new Count((int) matching, memories.size());
  }
}
