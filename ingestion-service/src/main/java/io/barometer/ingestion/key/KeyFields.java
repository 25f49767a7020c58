package io.barometer.ingestion.key;

import com.google.protobuf.Timestamp;
import io.barometer.edge.Violations;
import io.barometer.edge.event.EventTypes;
import io.barometer.edge.event.FieldChecks;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event.PayloadCase;
import io.barometer.proto.ingestion.v1.CreateKeyRequest;
import io.barometer.proto.ingestion.v1.RotateKeyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of the fields of requests about keys. */
final class KeyFields {

  private static final int MAX_NAME = 100;
  private static final int MAX_SCOPE = 100;
  private static final int MAX_SOURCE = 255;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final Set<String> TYPES =
      Arrays.stream(PayloadCase.values())
          .filter(type -> type != PayloadCase.PAYLOAD_NOT_SET)
          .map(EventTypes::name)
          .collect(Collectors.toUnmodifiableSet());

  private KeyFields() {}

  static void check(CreateKeyRequest request) {
    var violations = new Violations();
    var fields = new FieldChecks(violations);
    fields.key("name", request.getName(), MAX_NAME);
    size("sources", request.getSourcesList(), violations);
    size("event_types", request.getEventTypesList(), violations);
    for (int i = 0; i < request.getSourcesCount(); i++) {
      fields.key("sources[" + i + "]", request.getSources(i), MAX_SOURCE);
    }
    for (int i = 0; i < request.getEventTypesCount(); i++) {
      if (!TYPES.contains(request.getEventTypes(i))) {
        violations.add(
            "event_types[" + i + "]", ErrorReason.ERROR_REASON_TYPE_UNKNOWN, "is no type of event");
      }
    }
    if (request.hasExpireTime() && !future(request.getExpireTime())) {
      violations.add(
          "expire_time",
          ErrorReason.ERROR_REASON_TIME_RANGE,
          "must lie ahead, before the year 3000");
    }
    violations.throwIfAny();
  }

  /** For how long the old key works on. */
  static Duration overlap(RotateKeyRequest request) {
    if (!request.hasOverlap()) {
      return DAY;
    }
    long seconds = request.getOverlap().getSeconds();
    if (seconds < 0 || seconds > LONGEST_OVERLAP.toSeconds()) {
      var violations = new Violations();
      violations.add("overlap", ErrorReason.ERROR_REASON_RANGE, "must be from 0 to 30 days");
      violations.throwIfAny();
    }
    return Duration.ofSeconds(seconds);
  }

  private static void size(String path, List<String> scope, Violations violations) {
    if (scope.size() > MAX_SCOPE) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "must be at most " + MAX_SCOPE,
          "max",
          Integer.toString(MAX_SCOPE));
    }
  }

  private static boolean future(Timestamp time) {
    return time.getSeconds() > Instant.now().getEpochSecond()
        && time.getSeconds() < 32_503_680_000L;
  }
}
