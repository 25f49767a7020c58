package io.barometer.alerting.compare;

import io.barometer.alerting.stream.ScoringStreams;
import io.barometer.edge.Refusal;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ReadReplayRequest;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Replays at their owner, the scoring service. Blocks. */
@ApplicationScoped
class Replays {
  private static final long DEADLINE_SECONDS = 120;

  private final ScoringStreams scoring;

  Replays(ScoringStreams scoring) {
    this.scoring = scoring;
  }

  /**
   * Hands over every account of a replay.
   *
   * @throws Refusal NOT_FOUND when the tenant has no such replay, UNAVAILABLE when scoring does not
   *     answer
   */
  Replay read(String tenantId, String replayId, BiConsumer<Replay, ReplayLine> reader) {
    var request =
        ReadReplayRequest.newBuilder().setTenantId(tenantId).setReplayId(replayId).build();
    var stub =
        ReplayServiceGrpc.newBlockingStub(scoring.channel())
            .withCallCredentials(scoring.credentials())
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    var replay = new AtomicReference<>(Replay.getDefaultInstance());
    scoring.read(
        () -> stub.readReplay(request),
        part -> {
          if (part.hasReplay()) {
            replay.set(part.getReplay());
          } else {
            reader.accept(replay.get(), part.getAccount());
          }
        },
        status -> refused(status, replayId));
    return replay.get();
  }

  private static Optional<Refusal> refused(Status status, String replayId) {
    return status.getCode() == Status.Code.NOT_FOUND
        ? Optional.of(
            Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
                .message("There is no replay \"" + replayId + "\".")
                .meta("replay_id", replayId))
        : Optional.empty();
  }
}
