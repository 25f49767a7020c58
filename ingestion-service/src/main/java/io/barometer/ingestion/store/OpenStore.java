package io.barometer.ingestion.store;

import io.agroal.api.AgroalDataSource;
import io.barometer.audit.AuditSigning;
import io.barometer.eventstore.append.EventWriter;
import io.barometer.eventstore.append.Head;
import io.barometer.eventstore.append.StoreSettings;
import io.barometer.eventstore.read.EventLog;
import io.barometer.eventstore.start.StartChecks;
import io.barometer.eventstore.start.StartRefusedException;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.IngestionConfig.ClockKind;
import io.barometer.ingestion.clock.Intake;
import io.barometer.ingestion.clock.LastDay;
import io.barometer.ingestion.publish.EventPublisher;
import io.barometer.ingestion.record.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The store's parts, opened when the service starts and closed in reverse order. */
@Singleton
public class OpenStore {

  static final String SCHEMA = "ingestion";

  /** The number of the last migration in db/ingestion. */
  static final int SCHEMA_VERSION = 1;

  private static final long DAY_WATCH_MILLIS = 250;

  private final IngestionConfig config;
  private final Config keys;
  private final AgroalDataSource source;
  private final Pool pool;
  private final Pool api;
  private final Map<String, Object> kafka;
  private final MeterRegistry meters;
  private final AuditSigning signing;
  private final EventLog log;
  private final ScheduledExecutorService days =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("begin-days").daemon().factory());
  private volatile @Nullable EventWriter writer;
  private volatile @Nullable EventPublisher publisher;
  private volatile @Nullable Intake intake;

  OpenStore(
      IngestionConfig config,
      Config keys,
      @DataSource("worker") AgroalDataSource source,
      @ReactiveDataSource("worker") Pool pool,
      Pool api,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry meters,
      AuditSigning signing) {
    this.config = config;
    this.keys = keys;
    this.source = source;
    this.pool = pool;
    this.api = api;
    this.kafka = kafka;
    this.meters = meters;
    this.signing = signing;
    this.log = new EventLog(source, SCHEMA);
  }

  void open(@Observes StartupEvent starting) {
    StartRefusedException.throwIfAny(SettingChecks.problems(config));
    new StartChecks(SCHEMA, SCHEMA_VERSION, config.shards(), kafka, List.of(EventPublisher.TOPIC))
        .run(keys, pool, api, signing.problems());
    var publishing = new EventPublisher(log, pool, kafka, config.shards(), meters);
    var writing = new EventWriter(source, settings(), publishing::committed, meters);
    publisher = publishing;
    writer = writing;
    publishing.start();
    writing.start();
    var opened = new Intake(writing, config.clock(), config.shards(), lastRecorded(), lastDay());
    intake = opened;
    if (config.clock() == ClockKind.SYSTEM) {
      days.scheduleWithFixedDelay(
          () -> opened.advance(Long.MIN_VALUE), 0, DAY_WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private StoreSettings settings() {
    return new StoreSettings(
        SCHEMA,
        config.shards(),
        config.accounts().autoCreate(),
        config.latenessWindow(),
        config.store().maxBatch(),
        config.store().maxWaiting());
  }

  private long lastRecorded() {
    return log.heads().stream()
        .filter(head -> head.lastPosition() > 0)
        .mapToLong(Head::lastRecordedMicros)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private long lastDay() {
    return new LastDay(source).read(config.shards());
  }

  void close(@Observes ShutdownEvent stopping) {
    days.shutdownNow();
    var writing = writer;
    if (writing != null) {
      writing.close();
    }
    var publishing = publisher;
    if (publishing != null) {
      publishing.close();
    }
  }

  /** The way in. */
  public Intake intake() {
    var open = intake;
    if (open == null) {
      throw Refusals.unavailable();
    }
    return open;
  }

  /** The log by shard. */
  public EventLog log() {
    return log;
  }

  /** Whether events can be taken. */
  boolean writing() {
    var current = writer;
    return current != null && current.running();
  }
}
