package io.barometer.alerting.compare;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Refusal;
import io.barometer.edge.ServiceChannel;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ReadReplayRequest;
import io.barometer.proto.scoring.v1.ReadReplayResponse;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceBlockingStub;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Replays at their owner, the scoring service. Blocks. */
@ApplicationScoped
class Replays {
  private static final long DEADLINE_SECONDS = 120;

  private final ManagedChannel channel;
  private final ReplayServiceBlockingStub scoring;

  Replays(
      @ConfigProperty(name = "barometer.scoring.address") String address,
      @ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey) {
    this.channel = ServiceChannel.open(address);
    this.scoring =
        ReplayServiceGrpc.newBlockingStub(channel)
            .withCallCredentials(new BearerCredentials(serviceKey.orElse("")));
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
    Replay replay = Replay.getDefaultInstance();
    try (var call = Context.current().withCancellation()) {
      Context before = call.attach();
      try {
        Iterator<ReadReplayResponse> parts =
            scoring.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).readReplay(request);
        while (parts.hasNext()) {
          ReadReplayResponse part = parts.next();
          if (part.hasReplay()) {
            replay = part.getReplay();
          } else {
            reader.accept(replay, part.getAccount());
          }
        }
      } finally {
        call.detach(before);
      }
    } catch (StatusRuntimeException failure) {
      throw told(failure, replayId);
    }
    return replay;
  }

  private static RuntimeException told(StatusRuntimeException failure, String replayId) {
    if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
      return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no replay \"" + replayId + "\".")
          .meta("replay_id", replayId);
    }
    if (ServiceChannel.isAway(failure)) {
      return Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
          .message("The scores cannot be read now. Retry.")
          .retryAfter(Duration.ofSeconds(1));
    }
    return failure;
  }

  @PreDestroy
  void close() {
    channel.shutdownNow();
  }
}
