package io.barometer.alerting.evaluate;

import io.barometer.alerting.dispatch.GroupDispatcher;
import io.barometer.alerting.incident.IncidentSettings;
import io.barometer.alerting.notify.DeliverySender;
import io.barometer.alerting.playbook.Triggers;
import io.barometer.edge.ServiceChannel;
import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.eventstore.project.ShardConsumer;
import io.barometer.eventstore.start.RestoredLog;
import io.barometer.model.alert.Transition;
import io.grpc.ManagedChannel;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the evaluation running from start to stop. */
@ApplicationScoped
class ScoreConsumer {

  private static final String TOPIC = "barometer.scores";
  private static final String NAME = "alerts";
  private static final int VERSION = 1;

  private final ManagedChannel scoring;
  private final ShardConsumer consumer;
  private final RestoredLog restored;
  private final DeliverySender sender;
  private final GroupDispatcher dispatcher;
  private final Triggers triggers;
  private final EvaluationMetrics metrics;

  ScoreConsumer(
      @ReactiveDataSource("worker") Pool pool,
      EvaluationSettings settings,
      IncidentSettings incidents,
      DeliverySender sender,
      GroupDispatcher dispatcher,
      Triggers triggers,
      EvaluationMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "barometer.scoring.address") String scoringAddress,
      @ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey,
      @ConfigProperty(name = "barometer.shards") int shards) {
    this.sender = sender;
    this.dispatcher = dispatcher;
    this.triggers = triggers;
    this.metrics = metrics;
    this.scoring = ServiceChannel.open(scoringAddress);
    ScoreLog log = new ScoreLog(scoring, serviceKey.orElse(""));
    ScoreEvaluator evaluator =
        new ScoreEvaluator(Math.max(1, settings.cachedAccounts() / shards), incidents, this::tell);
    ProjectionLoop loop =
        new ProjectionLoop(pool, "alerting.checkpoint", NAME, VERSION, log, evaluator);
    this.consumer =
        new ShardConsumer(kafka, TOPIC, "barometer-alerting", shards, settings.askAfter(), loop);
    this.restored = new RestoredLog("score log", shards, loop::position, log::heads);
    metrics.positions(shards, loop, log);
  }

  void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
    restored.refuse();
    consumer.start();
  }

  void stop(@Observes ShutdownEvent end) {
    consumer.close();
    scoring.shutdown();
  }

  private void tell(List<Told> told) {
    if (told.isEmpty()) {
      return;
    }
    sender.wake();
    dispatcher.wake();
    for (Told one : told) {
      if (one.transition() instanceof Transition.Fired fired && !one.again()) {
        metrics.fired(fired.rule().name());
        triggers.wake(one.account().tenantId());
      }
    }
  }
}
