package io.barometer.benchmarks.rebuild;

import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc.EventLogServiceBlockingStub;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ProjectionShard;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc.ScoreLogServiceBlockingStub;
import java.time.Duration;
import java.util.Iterator;

/** The projection of a stack, and the log that it is made of. */
final class Projection {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final EventLogServiceBlockingStub log;
  private final ScoreLogServiceBlockingStub scores;

  Projection(Caller log, Caller scores) {
    this.log = EventLogServiceGrpc.newBlockingStub(log.channel());
    this.scores = ScoreLogServiceGrpc.newBlockingStub(scores.channel());
  }

  /** Waits until everything recorded is projected. */
  void awaitHead() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (projected() < recorded()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the projection does not reach the head");
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Rebuilds without taking over; tells the events folded. */
  long rebuild() {
    RebuildProjectionRequest request =
        RebuildProjectionRequest.newBuilder().setVerifyOnly(true).build();
    Iterator<RebuildProjectionResponse> progress = scores.rebuildProjection(request);
    RebuildProjectionResponse last = RebuildProjectionResponse.getDefaultInstance();
    while (progress.hasNext()) {
      last = progress.next();
    }
    RebuildResult result = last.getResult();
    if (!last.hasResult() || !result.getLiveStateHash().equals(result.getRebuiltStateHash())) {
      throw new IllegalStateException("the rebuilt state differs from the live one");
    }
    return last.getEvents();
  }

  /** Reads all shards to their heads; tells the events seen. */
  long readLog() {
    long events = 0;
    for (ShardHead head : log.getHeads(GetHeadsRequest.getDefaultInstance()).getHeadsList()) {
      var part = log.readShard(ReadShardRequest.newBuilder().setShard(head.getShard()).build());
      while (part.hasNext()) {
        events += part.next().getEventsCount();
      }
    }
    return events;
  }

  private long recorded() {
    return log.getHeads(GetHeadsRequest.getDefaultInstance()).getHeadsList().stream()
        .mapToLong(ShardHead::getLastPosition)
        .sum();
  }

  private long projected() {
    return scores.getProjection(GetProjectionRequest.getDefaultInstance()).getShardsList().stream()
        .mapToLong(ProjectionShard::getPosition)
        .sum();
  }
}
