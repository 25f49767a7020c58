package io.barometer.scoring.score;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Current scores as entities. */
@ApplicationScoped
public class ScoreRows implements PanacheRepositoryBase<ScoreRow, ScoreRowKey> {

  /** The row of the live build, seen as the tenant; empty when it has no such account. Blocks. */
  Optional<ScoreRow> find(String tenantId, String accountId, String scoreName) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () ->
              Panache.withTransaction(
                  () ->
                      as(tenantId)
                          .chain(() -> live(tenantId, accountId, scoreName))
                          .map(Optional::ofNullable)));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Uni<?> as(String tenantId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select set_config('barometer.tenant', ?1, true)", String.class)
                    .setParameter(1, tenantId)
                    .getSingleResult());
  }

  private Uni<ScoreRow> live(String tenantId, String accountId, String scoreName) {
    return find(
            """
            from ScoreRow where tenantId = ?1 and accountId = ?2 and scoreName = ?3 and projectionVersion =
              (select p.liveVersion from ProjectionRow p where p.name = 'scoring')
            """,
            tenantId,
            accountId,
            scoreName)
        .firstResult();
  }
}
