package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.grpc.Status;
import java.util.List;

/** How much one batch may bring. */
final class BatchSize {

  private final IngestionConfig.Events limits;

  BatchSize(IngestionConfig.Events limits) {
    this.limits = limits;
  }

  /**
   * Passes a batch of the right size.
   *
   * @throws Refusal BATCH_EMPTY, BATCH_TOO_LARGE or MESSAGE_TOO_LARGE
   */
  void check(List<Event> events) {
    int max = limits.maxPerBatch();
    if (events.isEmpty()) {
      refuse("events", ErrorReason.ERROR_REASON_BATCH_EMPTY, "must hold at least one event");
    }
    if (events.size() > max) {
      refuse(
          "events",
          ErrorReason.ERROR_REASON_BATCH_TOO_LARGE,
          "must hold at most " + max + " events",
          "max",
          Integer.toString(max),
          "actual",
          Integer.toString(events.size()));
    }
    long bytes = 0;
    for (Event event : events) {
      bytes += event.getSerializedSize();
    }
    if (bytes > limits.maxMessageBytes()) {
      throw Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE)
          .message("The message is too large. Split it.")
          .meta("max", Integer.toString(limits.maxMessageBytes()));
    }
  }

  private static void refuse(String path, ErrorReason reason, String text, String... meta) {
    var violations = new Violations();
    violations.add(path, reason, text, meta);
    violations.throwIfAny();
  }
}
