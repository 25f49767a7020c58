package io.barometer.scoring;

import io.barometer.audit.AuditSigning;
import io.barometer.audit.AuditTrail;
import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.eventstore.project.ShardConsumer;
import io.barometer.eventstore.relay.LogRelay;
import io.barometer.eventstore.start.RestoredLog;
import io.barometer.eventstore.start.StartChecks;
import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.project.EventProjection;
import io.barometer.scoring.project.Histories;
import io.barometer.scoring.project.ProjectionMetrics;
import io.barometer.scoring.project.ShardTables;
import io.barometer.scoring.publish.ScoreLog;
import io.barometer.scoring.replay.WaitingReplays;
import io.barometer.scoring.score.PlatformClock;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.CompletePopulations;
import io.barometer.scoring.scorecard.DueModels;
import io.barometer.scoring.scorecard.FoldedModels;
import io.barometer.scoring.scorecard.ShippedModels;
import io.barometer.scoring.watch.ScoreBell;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts what runs by itself: events in, scores, score log out. Refuses to start where it could not
 * be trusted.
 */
@ApplicationScoped
class Projector {
  static final String EVENTS = "barometer.events";
  static final String SCORES = "barometer.scores";

  /** The number of the last migration in db/scoring. */
  static final int SCHEMA_VERSION = 1;

  private static final Logger LOG = Logger.getLogger(Projector.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Pool worker;
  private final Histories histories;
  private final Histories.Wanted standard;
  private final Pool api;
  private final Config config;
  private final StartChecks checks;
  private final AuditSigning signing;
  private final RestoredLog restored;
  private final LogRelay relay;
  private final ShardConsumer consumer;
  private final HeadWatch heads;
  private final ModelWatch models;
  private final Thread opening = Thread.ofVirtual().name("open").unstarted(this::open);
  private volatile boolean consuming;

  Projector(
      ActiveModels models,
      DueModels due,
      CompletePopulations populations,
      WaitingReplays replays,
      Histories histories,
      ShippedModels shipped,
      ProjectionMetrics metrics,
      EventLogClient events,
      PlatformClock clock,
      ScoreLog scoreLog,
      ScoreBell bell,
      AuditTrail trail,
      AuditSigning signing,
      @ReactiveDataSource("worker") Pool worker,
      Pool api,
      Config config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "barometer.shards", defaultValue = "4") int shards,
      @ConfigProperty(name = "barometer.accounts-in-memory", defaultValue = "5000") int accounts,
      @ConfigProperty(name = "barometer.log-check", defaultValue = "5S") Duration net) {
    this.worker = worker;
    this.histories = histories;
    this.standard = new Histories.Wanted(FoldedModels.EVERYBODY, shipped.standard().card());
    this.api = api;
    this.config = config;
    this.signing = signing;
    this.checks =
        new StartChecks("scoring", SCHEMA_VERSION, shards, kafka, List.of(EVENTS, SCORES));
    this.relay = new LogRelay(worker, "scoring.relay", scoreLog, kafka, SCORES, shards, POLL);
    var projection =
        new EventProjection(
            models,
            events,
            trail,
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
    this.restored = new RestoredLog("event log", shards, loop::position, events::positions);
    this.heads = new HeadWatch(events, metrics, clock);
    this.models =
        new ModelWatch(worker, due, histories, populations, replays, heads, consumer, loop);
  }

  void start(@Observes StartupEvent started) {
    checks.run(config, worker, api, signing.problems());
    restored.refuse();
    relay.start();
    heads.start();
    opening.start();
  }

  /** Nothing is scored before histories keep what the model of everybody needs. */
  private void open() {
    try {
      while (!histories.keep(standard)) {
        widen();
      }
      consumer.start();
      consuming = true;
      models.start();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void widen() throws InterruptedException {
    try {
      histories.widen(List.of(standard));
    } catch (RuntimeException away) {
      LOG.warn("Histories cannot be built for barometer.scorecard, the next try follows", away);
      Thread.sleep(RETRY);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    opening.interrupt();
    models.close();
    heads.close();
    if (consuming) {
      consumer.close();
    }
    relay.close();
  }
}
