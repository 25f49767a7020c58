package io.barometer.ingestion.store;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the database answers and the writer runs. Kafka does not count: what it lacks is
 * published later.
 */
@Readiness
@Singleton
public class StoreReadiness implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final OpenStore store;
  private final Pool pool;

  StoreReadiness(OpenStore store, @ReactiveDataSource("worker") Pool pool) {
    this.store = store;
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(() -> pool.query("select 1").execute().toCompletionStage())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(rows -> response(store.writing()))
        .onFailure()
        .recoverWithItem(() -> response(false));
  }

  private static HealthCheckResponse response(boolean up) {
    return HealthCheckResponse.named("store").status(up).build();
  }
}
