package io.barometer.scoring.project;

import io.agroal.api.AgroalDataSource;
import io.barometer.audit.AuditSigning;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.AuditedService;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.project.ProjectionLoop;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.testing.TestKeys;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The projection's tables, emptied, and loops that fill them without Kafka. */
final class FoldTables {
  private final AgroalDataSource owner;
  private final Pool pool;
  private final ActiveModels models;
  private final ProjectionMetrics metrics;

  FoldTables(AgroalDataSource owner, Pool pool, ActiveModels models, ProjectionMetrics metrics) {
    this.owner = owner;
    this.pool = pool;
    this.models = models;
    this.metrics = metrics;
  }

  /** Locks first what the service's own watch would lock first. */
  void clear() throws SQLException {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          truncate scoring.checkpoint, scoring.population, scoring.account_month, scoring.score,
            scoring.score_change, scoring.poison, scoring.shard_clock, scoring.model_event,
            scoring.model_registry, scoring.folded_model, scoring.parentage, scoring.rollup_due
          """);
      statement.execute("update scoring.projection set models = models + 1");
    }
  }

  /** A projection of events of which none is retracted. */
  EventProjection projection(int accountsInMemory) {
    return projection(new RecordedLog(), accountsInMemory);
  }

  EventProjection projection(RecordedLog log, int accountsInMemory) {
    return new EventProjection(
        models, accounts(log), trail(), metrics, accountsInMemory, (shard, sequence) -> {});
  }

  /** The trail of the tables, signed with the tests' key. */
  static AuditTrail trail() {
    return new AuditTrail(
        new AuditedService("scoring"), new AuditSigning(Optional.of(TestKeys.AUDIT)));
  }

  /** The events of single accounts of a log. */
  static AccountLog accounts(RecordedLog log) {
    return (shard, tenant, account, to) ->
        log.shard(shard).stream()
            .filter(event -> event.getPosition() <= to)
            .filter(event -> event.getEvent().getTenantId().equals(tenant))
            .filter(event -> event.getEvent().getAccountId().equals(account))
            .toList();
  }

  ProjectionLoop loop(RecordedLog log, io.barometer.eventstore.project.Projection projection) {
    return new ProjectionLoop(
        pool,
        "scoring.checkpoint",
        ShardTables.PROJECTION,
        ShardTables.CHECKPOINT_VERSION,
        (shard, position, limit) ->
            log.entries(shard).stream()
                .filter(entry -> entry.position() > position)
                .limit(limit)
                .toList(),
        projection);
  }

  /** Applies a log in batches of a size. */
  void fold(RecordedLog log, ProjectionLoop loop, int batch) {
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      List<LogEntry> entries = log.entries(shard);
      for (int from = 0; from < entries.size(); from += batch) {
        loop.accept(shard, entries.subList(from, Math.min(entries.size(), from + batch)));
      }
    }
  }

  void fold(RecordedLog log) {
    fold(log, loop(log, projection(1_000)), 97);
  }

  String stateHash() {
    return new ProjectionReport(pool).get().getStateHash();
  }
}
