package io.barometer.scoring;

import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.eventstore.project.ShardConsumer;
import io.barometer.eventstore.relay.LogRelay;
import io.barometer.eventstore.start.StartChecks;
import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.project.EventProjection;
import io.barometer.scoring.project.ProjectionMetrics;
import io.barometer.scoring.project.ShardTables;
import io.barometer.scoring.publish.ScoreLog;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.PlatformClock;
import io.barometer.scoring.watch.ScoreBell;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts what runs by itself: events in, scores, score log out. Refuses to start where it could not
 * be trusted.
 */
@ApplicationScoped
class Projector {
  static final String EVENTS = "barometer.events";
  static final String SCORES = "barometer.scores";
  private static final Duration POLL = Duration.ofMillis(500);

  private final Pool worker;
  private final Pool api;
  private final Config config;
  private final StartChecks checks;
  private final LogRelay relay;
  private final ShardConsumer consumer;
  private final HeadWatch heads;

  Projector(
      AccountScores scores,
      ProjectionMetrics metrics,
      EventLogClient events,
      PlatformClock clock,
      ScoreLog scoreLog,
      ScoreBell bell,
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      Config config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      @ConfigProperty(name = "barometer.shards", defaultValue = "4") int shards,
      @ConfigProperty(name = "barometer.accounts-in-memory", defaultValue = "5000") int accounts,
      @ConfigProperty(name = "barometer.log-check", defaultValue = "5S") Duration net) {
    this.worker = worker;
    this.api = api;
    this.config = config;
    Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
    this.checks = new StartChecks("scoring", shards, kafka, List.of(EVENTS, SCORES));
    this.relay = new LogRelay(worker, "scoring.relay", scoreLog, kafka, SCORES, shards, POLL);
    var projection =
        new EventProjection(
            scores,
            metrics,
            accounts,
            (shard, sequence) -> {
              relay.wake(shard);
              bell.ring();
            });
    var loop =
        new ProjectionLoop(
            worker,
            "scoring.checkpoint",
            ShardTables.PROJECTION,
            ShardTables.CHECKPOINT_VERSION,
            events,
            projection);
    this.consumer = new ShardConsumer(kafka, EVENTS, "barometer-scoring", shards, net, loop);
    this.heads = new HeadWatch(events, metrics, clock);
  }

  void start(@Observes StartupEvent started) {
    checks.run(config, worker, api);
    relay.start();
    consumer.start();
    heads.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    heads.close();
    consumer.close();
    relay.close();
  }
}
