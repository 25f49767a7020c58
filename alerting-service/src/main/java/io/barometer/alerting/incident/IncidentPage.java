package io.barometer.alerting.incident;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which incidents to list, checked.
 *
 * @param query what must be the same on the next page
 * @param beforeTime together with beforeId: incidents that opened before this one
 */
record IncidentPage(
    String query,
    ListIncidentsRequest request,
    OffsetDateTime beforeTime,
    UUID beforeId,
    int size) {
  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 1_000;
  private static final OffsetDateTime END =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /** A condition on {@code i} with the parameters of {@link #filter}. */
  static final String MATCHING =
      """
      i.tenant_id = $1 and (cardinality($2::int[]) = 0 or i.state = any($2))
        and ($3 = '' or exists (select from alerting.alert a
          where a.incident_id = i.incident_id and a.account_id = $3))
        and ($4 = '' or i.cause = $4) and ($5 = '' or i.assignee = $5)""";

  static IncidentPage of(String tenantId, ListIncidentsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListIncidents",
            tenantId,
            request.getStatesValueList().toString(),
            request.getAccountId(),
            request.getCause(),
            request.getAssignee());
    OffsetDateTime beforeTime = END;
    UUID beforeId = new UUID(-1, -1);
    if (!request.getPageToken().isEmpty()) {
      ByteBuffer cursor = ByteBuffer.wrap(tokens.open(query, request.getPageToken()));
      beforeTime =
          Instant.ofEpochSecond(cursor.getLong(), cursor.getInt()).atOffset(ZoneOffset.UTC);
      beforeId = new UUID(cursor.getLong(), cursor.getLong());
    }
    int size =
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
    return new IncidentPage(query, request, beforeTime, beforeId, size);
  }

  /** The parameters of {@link #MATCHING}. */
  Tuple filter(String tenantId) {
    return Tuple.tuple()
        .addValue(tenantId)
        .addValue(request.getStatesValueList().stream().distinct().toArray(Integer[]::new))
        .addValue(request.getAccountId())
        .addValue(request.getCause())
        .addValue(request.getAssignee());
  }

  /** Where the page after an incident begins. */
  static byte[] cursor(Incident last) {
    Timestamp opened = last.getOpenedTime();
    UUID id = UUID.fromString(last.getIncidentId());
    return ByteBuffer.allocate(28)
        .putLong(opened.getSeconds())
        .putInt(opened.getNanos())
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static void check(ListIncidentsRequest request) {
    Violations violations = new Violations();
    for (int i = 0; i < request.getStatesCount(); i++) {
      IncidentState state = request.getStates(i);
      if (state == IncidentState.UNRECOGNIZED
          || state == IncidentState.INCIDENT_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use FIRING, ACKNOWLEDGED, SNOOZED or RESOLVED");
      }
    }
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    NameCheck.text("cause", request.getCause(), 500, violations);
    NameCheck.text("assignee", request.getAssignee(), 200, violations);
    if (request.getPageSize() < 0) {
      violations.add("page_size", ErrorReason.ERROR_REASON_RANGE, "use 1 to 1000, or 0 for 100");
    }
    violations.throwIfAny();
  }
}
