package io.barometer.e2e.faults;

import io.barometer.e2e.platform.Platform;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ProjectionShard;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What must hold of the scores: a replay from position 0 gives the same state, and no stream is
 * frozen.
 */
final class ScoringInvariants {
  private static final Duration PATIENCE = Duration.ofSeconds(130);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Platform platform;

  ScoringInvariants(Platform platform) {
    this.platform = platform;
  }

  /** Everything that does not hold, in words. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    var projection =
        platform.calls().scoreLog().getProjection(GetProjectionRequest.getDefaultInstance());
    for (ProjectionShard shard : projection.getShardsList()) {
      if (shard.getPoisonedStreams() > 0) {
        violations.add("shard " + shard.getShard() + " has frozen streams");
      }
    }
    RebuildResult rebuilt = replay();
    if (!rebuilt.getLiveStateHash().equals(rebuilt.getRebuiltStateHash())) {
      violations.add(
          "the state's hash is "
              + rebuilt.getLiveStateHash()
              + ", a replay from 0 gives "
              + rebuilt.getRebuiltStateHash());
    }
    if (!projection.getStateHash().equals(rebuilt.getRebuiltStateHash())) {
      violations.add("the state's hash moved during the replay: " + projection.getStateHash());
    }
    violations.addAll(sequences());
    return violations;
  }

  /**
   * UNAVAILABLE says "retry": scoring may still be on its way back to a service that was killed.
   */
  private RebuildResult replay() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return verify();
      } catch (StatusRuntimeException failure) {
        if (failure.getStatus().getCode() != Status.Code.UNAVAILABLE
            || System.nanoTime() > deadline) {
          throw failure;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private RebuildResult verify() {
    Iterator<RebuildProjectionResponse> progress =
        platform
            .calls()
            .scoreLog()
            .rebuildProjection(RebuildProjectionRequest.newBuilder().setVerifyOnly(true).build());
    RebuildResult result = RebuildResult.getDefaultInstance();
    while (progress.hasNext()) {
      RebuildProjectionResponse step = progress.next();
      result = step.hasResult() ? step.getResult() : result;
    }
    return result;
  }

  private List<String> sequences() {
    return platform
        .database()
        .texts(
            """
            select format('score log %s: %s entries, sequences %s to %s, head %s', c.shard,
                          count(s), min(s.sequence), max(s.sequence), c.last_sequence)
            from scoring.shard_clock c left join scoring.score_change s using (shard)
            group by c.shard, c.last_sequence
            having count(s) <> c.last_sequence or coalesce(min(s.sequence), 1) <> 1
                or coalesce(max(s.sequence), 0) <> c.last_sequence
            """);
  }
}
