package io.barometer.alerting.rule;

import io.barometer.alerting.tenant.TenantName;
import io.barometer.proto.alerting.v1.Rule;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** The stored rules of a tenant. Use it inside a tenant's session. */
@ApplicationScoped
public class RuleStore implements PanacheRepositoryBase<RuleRow, TenantName> {

  /** Gives the tenant its default rules when it was never seen before. */
  public Uni<Boolean> seed(Session session, String tenantId) {
    return session
        .createNativeQuery(
            "insert into alerting.tenant (tenant_id) values (?1) on conflict do nothing")
        .setParameter(1, tenantId)
        .executeUpdate()
        .chain(
            rows ->
                rows == 0
                    ? Uni.createFrom().item(false)
                    : persist(defaults(tenantId)).chain(session::flush).replaceWith(true));
  }

  /** All rules, ordered by name. */
  public Uni<List<Rule>> all(String tenantId) {
    return list("tenantId = ?1 order by name", tenantId)
        .map(rows -> rows.stream().map(row -> RuleMessages.stored(row.definition)).toList());
  }

  /** Stores a rule; whether it is another one than before. */
  Uni<Boolean> put(String tenantId, Rule rule) {
    return findById(new TenantName(tenantId, rule.getName()))
        .chain(
            row -> {
              if (row == null) {
                return persist(new RuleRow(tenantId, rule.getName(), rule.toByteArray()))
                    .replaceWith(true);
              }
              boolean another = !RuleMessages.stored(row.definition).equals(rule);
              row.definition = rule.toByteArray();
              return Uni.createFrom().item(another);
            });
  }

  Uni<Boolean> remove(String tenantId, String name) {
    return deleteById(new TenantName(tenantId, name));
  }

  private static List<RuleRow> defaults(String tenantId) {
    List<RuleRow> rows = new ArrayList<>();
    for (Rule rule : RuleMessages.defaults()) {
      rows.add(new RuleRow(tenantId, rule.getName(), rule.toByteArray()));
    }
    return rows;
  }
}
