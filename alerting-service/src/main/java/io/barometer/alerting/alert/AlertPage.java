package io.barometer.alerting.alert;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.error.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which alerts to list, checked.
 *
 * @param query what must be the same on the next page
 * @param beforeTime together with beforeId: alerts older than this one
 */
record AlertPage(
    String query,
    String accountId,
    Integer[] states,
    OffsetDateTime from,
    OffsetDateTime beforeTime,
    UUID beforeId,
    int size) {

  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 1_000;

  static AlertPage of(String tenantId, ListAlertsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListAlerts",
            tenantId,
            request.getAccountId(),
            request.getStatesValueList().toString(),
            request.getFromTime().toString());
    OffsetDateTime beforeTime = TimeCheck.END;
    UUID beforeId = new UUID(-1, -1);
    if (!request.getPageToken().isEmpty()) {
      ByteBuffer cursor = ByteBuffer.wrap(tokens.open(query, request.getPageToken()));
      beforeTime = time(cursor.getLong(), cursor.getInt());
      beforeId = new UUID(cursor.getLong(), cursor.getLong());
    }
    int size =
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
    return new AlertPage(
        query,
        request.getAccountId(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        ProtoTime.utc(request.getFromTime()),
        beforeTime,
        beforeId,
        size);
  }

  /** Where the page after an alert begins. */
  static byte[] cursor(Timestamp firedTime, UUID alertId) {
    return ByteBuffer.allocate(28)
        .putLong(firedTime.getSeconds())
        .putInt(firedTime.getNanos())
        .putLong(alertId.getMostSignificantBits())
        .putLong(alertId.getLeastSignificantBits())
        .array();
  }

  private static void check(ListAlertsRequest request) {
    Violations violations = new Violations();
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    for (int i = 0; i < request.getStatesCount(); i++) {
      AlertState state = request.getStates(i);
      if (state == AlertState.UNRECOGNIZED || state == AlertState.ALERT_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use FIRING, ACKNOWLEDGED or RESOLVED");
      }
    }
    TimeCheck.check("from_time", request.getFromTime(), violations);
    if (request.getPageSize() < 0) {
      violations.add(
          "page_size",
          ErrorReason.ERROR_REASON_RANGE,
          "use 1 to 1000, or 0 for 100",
          "min",
          "0",
          "actual",
          Integer.toString(request.getPageSize()));
    }
    violations.throwIfAny();
  }

  private static OffsetDateTime time(long seconds, int nanos) {
    return Instant.ofEpochSecond(seconds, nanos).atOffset(ZoneOffset.UTC);
  }
}
