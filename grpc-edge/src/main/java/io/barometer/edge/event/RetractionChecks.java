package io.barometer.edge.event;

import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import java.util.UUID;

/** What retractions must look like. Whether there is such an event, the store knows. */
final class RetractionChecks {
  private static final int MAX_AUTHOR = 200;

  private final FieldChecks fields;
  private final ValueChecks values;

  RetractionChecks(FieldChecks fields) {
    this.fields = fields;
    this.values = new ValueChecks(fields);
  }

  /** Checks a retraction without its replacement. */
  void check(Event event) {
    EventRetracted retracted = event.getEventRetracted();
    String target = retracted.getEventId();
    fields.key("event_retracted.event_id", target, MAX_AUTHOR);
    if (!target.isEmpty() && !isUuid(target)) {
      fields.add(
          "event_retracted.event_id",
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must be a UUID in lower case");
    }
    if (!event.getEventKey().isEmpty() && !event.getEventKey().equals(target)) {
      fields.add(
          "event_key",
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must be the id of the retracted event: an event is retracted once");
    }
    if (event.hasOccurredTime()) {
      fields.add(
          "occurred_time",
          ErrorReason.ERROR_REASON_TIME_RANGE,
          "must be unset: a retraction happens when it is recorded");
    }
    fields.key("event_retracted.author", retracted.getAuthor(), MAX_AUTHOR);
    if (retracted.getReason().isBlank()) {
      fields.add("event_retracted.reason", ErrorReason.ERROR_REASON_REQUIRED, "must be set");
    }
    values.name("event_retracted.reason", retracted.getReason());
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  /** Checks what only a replacement has to keep to; its content is checked like any other. */
  void checkReplacement(Event replacement) {
    empty("tenant_id", replacement.getTenantId().isEmpty());
    empty("account_id", replacement.getAccountId().isEmpty());
    empty("event_key", replacement.getEventKey().isEmpty());
    empty("source", replacement.getSource().isEmpty());
    empty("received_time", !replacement.hasReceivedTime());
    empty("schema_version", replacement.getSchemaVersion() == 0);
    switch (replacement.getPayloadCase()) {
      case EVENT_RETRACTED, ACCOUNT_ARCHIVED, ACCOUNT_RESTORED ->
          fields.add(
              EventTypes.name(replacement.getPayloadCase()),
              ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
              "replaces nothing: record it as an event of its own");
      default -> {}
    }
  }

  private void empty(String field, boolean isEmpty) {
    if (!isEmpty) {
      fields.add(
          field,
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must be empty: that of the retraction holds");
    }
  }
}
