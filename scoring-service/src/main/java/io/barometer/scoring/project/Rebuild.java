package io.barometer.scoring.project;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.watch.Reader;
import io.grpc.Status;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Builds the projection again from position 0 of the event log, beside the live one, and takes it
 * over in one transaction that holds all checkpoints. What was published stays as it was.
 */
@ApplicationScoped
public class Rebuild {
  private static final int BATCH = 2_000;
  private static final long PATIENCE_MILLIS = 60_000;

  private final EventLogClient log;
  private final AccountScores scores;
  private final Transactions transactions;
  private final ReentrantLock running = new ReentrantLock();

  Rebuild(EventLogClient log, AccountScores scores, @ReactiveDataSource("worker") Pool pool) {
    this.log = log;
    this.scores = scores;
    this.transactions = new Transactions(pool);
  }

  /**
   * Runs it and reports progress; blocks.
   *
   * @param verifyOnly only compare: the live state stays
   * @throws Refusal FAILED_PRECONDITION when another rebuild runs
   */
  public void run(boolean verifyOnly, Reader<RebuildProjectionResponse> reader)
      throws InterruptedException {
    if (!running.tryLock()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("A rebuild is running. Wait for its end.")
          .meta("state", "running");
    }
    try {
      var tables = new RebuildTables(transactions);
      int version = tables.begin();
      try {
        build(tables, version, verifyOnly, reader);
      } finally {
        tables.dropDead();
      }
    } finally {
      running.unlock();
    }
  }

  private void build(
      RebuildTables tables,
      int version,
      boolean verifyOnly,
      Reader<RebuildProjectionResponse> reader)
      throws InterruptedException {
    Map<Integer, Long> goals = tables.positions();
    long total = goals.values().stream().mapToLong(Long::longValue).sum();
    var progress = new Progress(reader, total);
    List<ShardBuild> builds = new ArrayList<>();
    for (Map.Entry<Integer, Long> goal : goals.entrySet()) {
      var build = new ShardBuild(transactions, scores, version, goal.getKey());
      builds.add(build);
      read(build, goal.getValue(), progress);
    }
    RebuildResult result = tables.finish(version, builds, verifyOnly, this::rest, scores);
    reader.send(progress.message().setResult(result).build(), PATIENCE_MILLIS);
  }

  private void read(ShardBuild build, long goal, Progress progress) throws InterruptedException {
    if (goal == 0) {
      return;
    }
    var answers = log.stream(build.shard(), 0, goal);
    List<LogEntry> batch = new ArrayList<>();
    while (answers.hasNext()) {
      batch.addAll(EventLogClient.entries(answers.next()));
      if (batch.size() >= BATCH || !answers.hasNext()) {
        List<LogEntry> wanted = batch.stream().filter(entry -> entry.position() <= goal).toList();
        build.add(wanted);
        progress.add(wanted.size());
        batch.clear();
      }
    }
  }

  /** What the live projection has applied since: read while its checkpoint is held. */
  private List<LogEntry> rest(ShardBuild build, long goal) {
    List<LogEntry> rest = new ArrayList<>();
    if (goal > build.position()) {
      Iterator<ReadShardResponse> answers = log.stream(build.shard(), build.position(), goal);
      answers.forEachRemaining(answer -> rest.addAll(EventLogClient.entries(answer)));
    }
    return rest.stream().filter(entry -> entry.position() <= goal).toList();
  }

  private static final class Progress {
    private final Reader<RebuildProjectionResponse> reader;
    private final long total;
    private long events;

    Progress(Reader<RebuildProjectionResponse> reader, long total) {
      this.reader = reader;
      this.total = total;
    }

    void add(int more) throws InterruptedException {
      events += more;
      reader.send(message().build(), PATIENCE_MILLIS);
    }

    RebuildProjectionResponse.Builder message() {
      return RebuildProjectionResponse.newBuilder().setEvents(events).setTotalEvents(total);
    }
  }
}
