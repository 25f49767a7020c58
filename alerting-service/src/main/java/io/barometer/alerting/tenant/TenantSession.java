package io.barometer.alerting.tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** Hibernate sessions that see one tenant's rows only. */
@ApplicationScoped
public class TenantSession {

  /** Runs work in a transaction; it sees nothing but the tenant's rows. */
  public <T> Uni<T> read(String tenantId, Function<Session, Uni<T>> work) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(session -> enter(session, tenantId).chain(() -> work.apply(session))));
  }

  /**
   * As {@link #read}, for changes of rules and receivers: waits until no evaluation uses the old
   * ones, and makes the next evaluation read the new ones.
   */
  public <T> Uni<T> change(String tenantId, Function<Session, Uni<T>> work) {
    return read(tenantId, session -> touch(session, tenantId).chain(() -> work.apply(session)));
  }

  private static Uni<Object> enter(Session session, String tenantId) {
    return session
        .createNativeQuery("select set_config('barometer.tenant', ?1, true)", Object.class)
        .setParameter(1, tenantId)
        .getSingleResult();
  }

  private static Uni<Integer> touch(Session session, String tenantId) {
    return session
        .createNativeQuery(
            "update alerting.tenant set config_version = config_version + 1 where tenant_id = ?1")
        .setParameter(1, tenantId)
        .executeUpdate();
  }
}
