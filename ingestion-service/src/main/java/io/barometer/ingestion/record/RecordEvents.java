package io.barometer.ingestion.record;

import io.barometer.edge.Caller;
import io.barometer.edge.Violations;
import io.barometer.edge.event.FieldChecks;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.ExpectedVersion;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The unary way in: one batch, one answer. */
@Singleton
public class RecordEvents {

  private static final int MAX_REQUEST_ID = 255;

  private final Recorder recorder;

  RecordEvents(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Records the batch of a request; completes when it is durable. */
  public CompletableFuture<RecordEventsResponse> record(
      Caller caller, RecordEventsRequest request) {
    var violations = new Violations();
    new FieldChecks(violations).optionalKey("request_id", request.getRequestId(), MAX_REQUEST_ID);
    var expected = expectedVersion(request, violations);
    violations.throwIfAny();
    return recorder
        .record(caller, request.getEventsList(), request.getMode(), expected)
        .thenApply(
            batch -> RecordEventsResponse.newBuilder().addAllResults(batch.results()).build());
  }

  private static OptionalLong expectedVersion(RecordEventsRequest request, Violations violations) {
    if (!request.hasExpectedVersion()) {
      return OptionalLong.empty();
    }
    if (request.getMode() == BatchMode.BATCH_MODE_PER_ITEM) {
      violations.add(
          "mode", ErrorReason.ERROR_REASON_RANGE, "must be ATOMIC with an expected version");
    }
    if (request.getEventsList().stream().map(Event::getAccountId).distinct().count() > 1) {
      violations.add(
          "events",
          ErrorReason.ERROR_REASON_RANGE,
          "must all belong to one account with an expected version");
    }
    return version(request.getExpectedVersion(), violations);
  }

  private static OptionalLong version(ExpectedVersion expected, Violations violations) {
    return switch (expected.getExpectationCase()) {
      case EXACTLY -> {
        if (expected.getExactly() < 1) {
          violations.add(
              "expected_version.exactly",
              ErrorReason.ERROR_REASON_RANGE,
              "must be 1 or more",
              "min",
              "1");
        }
        yield OptionalLong.of(expected.getExactly());
      }
      case NO_STREAM -> {
        if (!expected.getNoStream()) {
          violations.add(
              "expected_version.no_stream",
              ErrorReason.ERROR_REASON_RANGE,
              "must be true when it is set");
        }
        yield OptionalLong.of(0);
      }
      case EXPECTATION_NOT_SET -> {
        violations.add(
            "expected_version", ErrorReason.ERROR_REASON_REQUIRED, "must say what is expected");
        yield OptionalLong.empty();
      }
    };
  }
}
