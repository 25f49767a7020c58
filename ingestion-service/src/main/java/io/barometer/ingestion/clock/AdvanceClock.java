package io.barometer.ingestion.clock;

import com.google.protobuf.Timestamp;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.IngestionConfig.ClockKind;
import io.barometer.ingestion.record.Refusals;
import io.barometer.ingestion.record.Times;
import io.barometer.ingestion.store.OpenStore;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.ingestion.v1.AdvanceClockResponse;
import io.grpc.Status;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Moves the replay clock. */
@Singleton
public class AdvanceClock {

  private static final long MIN_MICROS = Times.micros(Instant.parse("2000-01-01T00:00:00Z"));
  private static final long MAX_AHEAD_MICROS = 3_660L * 86_400_000_000L;

  private final IngestionConfig config;
  private final OpenStore store;

  AdvanceClock(IngestionConfig config, OpenStore store) {
    this.config = config;
    this.store = store;
  }

  /** Moves the clock; completes when the days that begin are durable. */
  public CompletableFuture<AdvanceClockResponse> to(Timestamp time) {
    if (config.clock() != ClockKind.REPLAY) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_CLOCK_NOT_REPLAYED)
          .message("The service does not run with the replay clock (barometer.clock=replay).");
    }
    check(time);
    return switch (store.intake().advance(Times.micros(time))) {
      case Intake.Taken.Waiting(var outcomes) ->
          outcomes.thenApply(
              done ->
                  AdvanceClockResponse.newBuilder()
                      .setTime(Times.timestamp(store.intake().now()))
                      .build());
      case Intake.Taken.Full() -> throw Refusals.overloaded();
    };
  }

  private static void check(Timestamp time) {
    var violations = new Violations();
    long latest = Times.micros(Instant.now()) + MAX_AHEAD_MICROS;
    if (time.getNanos() < 0 || time.getNanos() > 999_999_999 || Times.micros(time) < MIN_MICROS) {
      violations.add(
          "time", ErrorReason.ERROR_REASON_TIME_RANGE, "must be set, from the year 2000 on");
    } else if (time.getSeconds() > latest / 1_000_000) {
      violations.add(
          "time", ErrorReason.ERROR_REASON_TIME_IN_FUTURE, "lies more than ten years ahead");
    }
    violations.throwIfAny();
  }
}
