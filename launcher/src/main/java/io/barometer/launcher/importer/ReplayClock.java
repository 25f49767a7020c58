package io.barometer.launcher.importer;

import com.google.protobuf.Timestamp;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;

/** The platform's clock, as far as an importer may move it. */
final class ReplayClock {
  private final IngestionServiceGrpc.IngestionServiceBlockingStub ingestion;

  ReplayClock(Channel channel) {
    this.ingestion = IngestionServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Whether the platform replays; asked by moving the clock to a time long gone, which changes
   * nothing.
   */
  boolean runs() {
    try {
      advanceTo(Instant.EPOCH);
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
        return false;
      }
      throw e;
    }
  }

  void advanceTo(Instant time) {
    Timestamp timestamp =
        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    var _ = ingestion.advanceClock(AdvanceClockRequest.newBuilder().setTime(timestamp).build());
  }
}
