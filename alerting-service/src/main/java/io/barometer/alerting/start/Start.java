package io.barometer.alerting.start;

import io.barometer.alerting.secret.Secrets;
import io.barometer.audit.AuditSigning;
import io.barometer.eventstore.start.StartChecks;
import io.barometer.eventstore.start.StartRefusedException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Goes before everything else that starts: nothing works where the checks do not hold. */
@ApplicationScoped
class Start {

  /** The number of the last migration in db/alerting. */
  static final int SCHEMA_VERSION = 2;

  private static final List<String> TOPICS = List.of("barometer.scores", "barometer.triggers");

  private final Pool worker;
  private final Pool api;
  private final Config config;
  private final Secrets secrets;
  private final AuditSigning signing;
  private final StartChecks checks;

  Start(
      Secrets secrets,
      AuditSigning signing,
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      Config config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "barometer.shards") int shards) {
    this.secrets = secrets;
    this.signing = signing;
    this.worker = worker;
    this.api = api;
    this.config = config;
    this.checks = new StartChecks("alerting", SCHEMA_VERSION, shards, kafka, TOPICS);
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    List<String> keys =
        Stream.of(signing.problems(), secrets.problems()).flatMap(List::stream).toList();
    checks.run(config, worker, api, keys);
    StartRefusedException.throwIfAny(secrets.problemsOfDatabase());
  }
}
