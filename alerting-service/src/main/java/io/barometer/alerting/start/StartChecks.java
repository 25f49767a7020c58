package io.barometer.alerting.start;

import io.barometer.eventstore.start.DatabaseChecks;
import io.barometer.eventstore.start.StartRefusedException;
import io.barometer.eventstore.start.TopicCheck;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start where data could be lost, tenants would not be kept apart, or shards do not fit.
 */
@ApplicationScoped
class StartChecks {

  private static final String TOPIC = "barometer.scores";

  private final Pool worker;
  private final Pool api;
  private final Config config;
  private final String kafka;
  private final int shards;

  StartChecks(
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      Config config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
      @ConfigProperty(name = "barometer.shards") int shards) {
    this.worker = worker;
    this.api = api;
    this.config = config;
    this.kafka = kafka;
    this.shards = shards;
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    List<String> problems = new ArrayList<>(KnownKeys.problems(config.getPropertyNames()));
    problems.addAll(new DatabaseChecks("alerting", shards).problems(worker, api));
    TopicCheck.problem(Map.of("bootstrap.servers", kafka), TOPIC, shards).ifPresent(problems::add);
    StartRefusedException.throwIfAny(problems);
  }
}
