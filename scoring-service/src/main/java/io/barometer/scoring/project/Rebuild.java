package io.barometer.scoring.project;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.FoldedModels;
import io.grpc.Status;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Builds the projection again from position 0 of the event log, beside the live one, and takes it
 * over in one transaction that holds all checkpoints. What was published stays as it was.
 */
@ApplicationScoped
public class Rebuild {
  private static final int BATCH = 2_000;
  private static final long PAUSE_MILLIS = 200;

  private final EventLogClient log;
  private final ActiveModels models;
  private final Transactions transactions;
  private final ReentrantLock running = new ReentrantLock();

  Rebuild(EventLogClient log, ActiveModels models, @ReactiveDataSource("worker") Pool pool) {
    this.log = log;
    this.models = models;
    this.transactions = new Transactions(pool);
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Listener {
    void hear(RebuildProjectionResponse progress) throws InterruptedException;
  }

  /**
   * Runs it and reports progress; blocks. Histories keep what they keep.
   *
   * @param verifyOnly only compare: the live state stays
   * @throws Refusal FAILED_PRECONDITION when another rebuild runs
   */
  public void run(boolean verifyOnly, Listener listener) throws InterruptedException {
    run(verifyOnly, List.of(), listener);
  }

  /** Runs it so that histories keep the derived signals of more models; blocks. */
  void widen(Iterable<Histories.Wanted> more) throws InterruptedException {
    run(false, more, progress -> {});
  }

  private void run(boolean verifyOnly, Iterable<Histories.Wanted> more, Listener listener)
      throws InterruptedException {
    if (!running.tryLock()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("A rebuild is running. Wait for its end.")
          .meta("state", "running");
    }
    try {
      var tables = new RebuildTables(transactions);
      int version = tables.begin();
      FoldedModels folded = tables.folded();
      for (Histories.Wanted wanted : more) {
        folded = folded.with(wanted.tenantId(), wanted.card());
      }
      try {
        build(tables, version, verifyOnly, folded, listener);
      } finally {
        tables.dropDead();
      }
    } finally {
      running.unlock();
    }
  }

  private void build(
      RebuildTables tables, int version, boolean verifyOnly, FoldedModels folded, Listener listener)
      throws InterruptedException {
    Map<Integer, Long> goals = tables.positions();
    long total = goals.values().stream().mapToLong(Long::longValue).sum();
    var progress = new Progress(listener, total);
    List<ShardBuild> builds = new ArrayList<>();
    ActiveModels.Snapshot active = tables.active(models);
    for (Map.Entry<Integer, Long> goal : goals.entrySet()) {
      var build = new ShardBuild(transactions, log, active, folded, version, goal.getKey());
      builds.add(build);
      read(build, goal.getValue(), progress);
    }
    Optional<RebuildResult> result = Optional.empty();
    while (result.isEmpty()) {
      result = tables.finish(version, builds, verifyOnly, this::rest, models, folded);
      Thread.sleep(result.isEmpty() ? PAUSE_MILLIS : 0);
    }
    listener.hear(progress.message().setResult(result.get()).build());
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
    private final Listener listener;
    private final long total;
    private long events;

    Progress(Listener listener, long total) {
      this.listener = listener;
      this.total = total;
    }

    void add(int more) throws InterruptedException {
      events += more;
      listener.hear(message().build());
    }

    RebuildProjectionResponse.Builder message() {
      return RebuildProjectionResponse.newBuilder().setEvents(events).setTotalEvents(total);
    }
  }
}
