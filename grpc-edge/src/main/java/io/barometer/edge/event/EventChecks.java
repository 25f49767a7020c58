package io.barometer.edge.event;

import com.google.protobuf.Timestamp;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** What every event must look like. Notes all violations of an event, not only the first. */
public final class EventChecks {

  static final int MAX_EVENT_BYTES = 64 * 1024;
  private static final int MAX_ACCOUNT = 200;
  private static final int MAX_KEY = 255;
  private static final int MAX_SOURCE = 100;
  private static final int MAX_ATTRIBUTES = 50;
  private static final int MAX_ATTRIBUTE_KEY_BYTES = 100;
  private static final int MAX_ATTRIBUTE_VALUE_BYTES = 1024;
  private static final long YEAR_2000_SECONDS = 946_684_800L;
  private static final long AHEAD_MICROS = 300_000_000L;
  private static final long MICROS = 1_000_000;

  /** The last second of the year 9999. */
  private static final long MAX_SECONDS = 253_402_300_799L;

  private final FieldChecks fields;
  private final PayloadChecks payloads;
  private final RetractionChecks retractions;
  private final String tenantId;
  private final boolean replay;

  /**
   * Checks of a tenant's events.
   *
   * @param replay whether events may say when they were received
   */
  public EventChecks(Violations violations, String tenantId, boolean replay) {
    this.fields = new FieldChecks(violations);
    this.payloads = new PayloadChecks(fields);
    this.retractions = new RetractionChecks(fields);
    this.tenantId = tenantId;
    this.replay = replay;
  }

  /**
   * Checks an event.
   *
   * @param path what it is called in messages, for example {@code events[3]}
   * @param nowMicros the platform's clock
   */
  public void check(Event event, String path, long nowMicros) {
    fields.within(path);
    if (event.getSerializedSize() > MAX_EVENT_BYTES) {
      tooLarge(event);
      return;
    }
    fields.within(path + ".");
    keys(event);
    long now = times(event, nowMicros);
    version(event);
    content(event);
    if (event.hasEventRetracted()) {
      retractions.check(event);
      replacement(event.getEventRetracted(), path, now);
    }
  }

  private void content(Event event) {
    if (event.getAttributesCount() > 0) {
      attributes(event.getAttributesMap());
    }
    payloads.check(event);
  }

  private void replacement(EventRetracted retracted, String path, long now) {
    if (retracted.hasReplacement()) {
      Event replacement = retracted.getReplacement();
      fields.within(path + ".event_retracted.replacement.");
      retractions.checkReplacement(replacement);
      time("occurred_time", replacement.getOccurredTime(), now);
      content(replacement);
    }
  }

  private void tooLarge(Event event) {
    fields.add(
        "",
        ErrorReason.ERROR_REASON_PAYLOAD_TOO_LARGE,
        "must be at most 64 KiB",
        "max",
        Integer.toString(MAX_EVENT_BYTES),
        "actual",
        Integer.toString(event.getSerializedSize()));
  }

  private void keys(Event event) {
    if (!event.getTenantId().isEmpty() && !event.getTenantId().equals(tenantId)) {
      fields.add(
          "tenant_id",
          ErrorReason.ERROR_REASON_NOT_FOUND,
          "must be empty or the tenant of the credential");
    }
    if (EventTypes.mayConcernEverybody(event.getPayloadCase())) {
      fields.optionalKey("account_id", event.getAccountId(), MAX_ACCOUNT);
    } else {
      fields.key("account_id", event.getAccountId(), MAX_ACCOUNT);
    }
    fields.key("event_key", event.getEventKey(), MAX_KEY);
    fields.key("source", event.getSource(), MAX_SOURCE);
  }

  /** Checks the times; tells the platform's clock when the event arrives. */
  private long times(Event event, long nowMicros) {
    long now = nowMicros;
    if (event.hasReceivedTime()) {
      if (replay) {
        time("received_time", event.getReceivedTime(), systemMicros());
        now = Math.max(now, micros(event.getReceivedTime()));
      } else {
        fields.add(
            "received_time",
            ErrorReason.ERROR_REASON_CLOCK_NOT_REPLAYED,
            "must be empty: the service runs with the system's clock");
      }
    }
    if (event.hasOccurredTime() || !EventTypes.mayHappenWhenRecorded(event.getPayloadCase())) {
      time("occurred_time", event.getOccurredTime(), now);
    }
    return now;
  }

  private void time(String field, Timestamp time, long nowMicros) {
    boolean malformed = time.getNanos() < 0 || time.getNanos() > 999_999_999;
    if (malformed || time.getSeconds() < YEAR_2000_SECONDS) {
      fields.add(
          field,
          ErrorReason.ERROR_REASON_TIME_RANGE,
          "must be set, from the year 2000 on, with nanos from 0 to 999,999,999");
    } else if (time.getSeconds() > MAX_SECONDS || micros(time) > nowMicros + AHEAD_MICROS) {
      fields.add(
          field,
          ErrorReason.ERROR_REASON_TIME_IN_FUTURE,
          "lies more than five minutes ahead of the platform's clock");
    }
  }

  private static long micros(Timestamp time) {
    return time.getSeconds() * MICROS + time.getNanos() / 1_000;
  }

  private static long systemMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS + now.getNano() / 1_000;
  }

  private void version(Event event) {
    if (event.getSchemaVersion() != 0 && event.getSchemaVersion() != 1) {
      fields.add(
          "schema_version",
          ErrorReason.ERROR_REASON_SCHEMA_UNSUPPORTED,
          "is not a version that this server knows",
          "supported",
          "1");
    }
  }

  private void attributes(Map<String, String> attributes) {
    if (attributes.size() > MAX_ATTRIBUTES) {
      limit("attributes", "must be at most " + MAX_ATTRIBUTES, MAX_ATTRIBUTES, attributes.size());
      return;
    }
    attributes.forEach(
        (key, value) -> {
          String field = "attributes[\"" + shortened(key) + "\"]";
          fields.text(field, key);
          fields.text(field, value);
          bytes(field, "key", key, MAX_ATTRIBUTE_KEY_BYTES);
          bytes(field, "value", value, MAX_ATTRIBUTE_VALUE_BYTES);
        });
  }

  private void bytes(String field, String part, String text, int max) {
    int actual = text.getBytes(StandardCharsets.UTF_8).length;
    if (actual > max || (part.equals("key") && actual == 0)) {
      limit(field, part + " must have 1 to " + max + " bytes", max, actual);
    }
  }

  private void limit(String field, String text, int max, int actual) {
    fields.add(
        field,
        ErrorReason.ERROR_REASON_ATTRIBUTES,
        text,
        "max",
        Integer.toString(max),
        "actual",
        Integer.toString(actual));
  }

  private static String shortened(String key) {
    String printable = key.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
  }
}
