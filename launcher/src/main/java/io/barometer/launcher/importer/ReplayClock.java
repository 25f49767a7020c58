package io.barometer.launcher.importer;

import io.barometer.launcher.show.Days;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The platform's clock, as far as an importer may move it. */
final class ReplayClock {
  private static final long PATIENCE_SECONDS = 60;

  private final IngestionServiceBlockingStub ingestion;

  ReplayClock(Channel channel) {
    this.ingestion = IngestionServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Whether the platform replays; asked by a time that no clock can be moved to. Only a platform
   * that replays looks at the time at all, and finds it wrong.
   */
  boolean runs() {
    try {
      advance(ingestion, Instant.EPOCH);
      return true;
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case INVALID_ARGUMENT -> true;
        case FAILED_PRECONDITION -> false;
        default -> throw e;
      };
    }
  }

  /** Moves it, and waits for a service that just restarts. */
  void advanceTo(Instant time) {
    advance(
        ingestion.withWaitForReady().withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS), time);
  }

  private static void advance(IngestionServiceBlockingStub service, Instant time) {
    var request = AdvanceClockRequest.newBuilder().setTime(Days.timestamp(time)).build();
    var _ = service.advanceClock(request);
  }
}
