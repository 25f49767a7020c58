package io.barometer.alerting.playbook;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.error.v1.ErrorReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Which runs to list, checked.
 *
 * @param query what must be the same on the next page
 * @param beforeTime together with beforeId: runs that began before this one
 */
record RunPage(
    String query,
    String playbook,
    String accountId,
    Integer[] states,
    OffsetDateTime beforeTime,
    UUID beforeId,
    int size) {

  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 1_000;

  static RunPage of(String tenantId, ListRunsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListRuns",
            tenantId,
            request.getPlaybook(),
            request.getAccountId(),
            request.getStatesValueList().toString());
    OffsetDateTime beforeTime = TimeCheck.END;
    UUID beforeId = new UUID(-1, -1);
    if (!request.getPageToken().isEmpty()) {
      ByteBuffer cursor = ByteBuffer.wrap(tokens.open(query, request.getPageToken()));
      beforeTime =
          Instant.ofEpochSecond(cursor.getLong(), cursor.getInt()).atOffset(ZoneOffset.UTC);
      beforeId = new UUID(cursor.getLong(), cursor.getLong());
    }
    return new RunPage(
        query,
        request.getPlaybook(),
        request.getAccountId(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        beforeTime,
        beforeId,
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE));
  }

  /** Where the page after a run begins. */
  static byte[] cursor(PlaybookRun run) {
    Timestamp begin = run.getBeginTime();
    UUID id = UUID.fromString(run.getRunId());
    return ByteBuffer.allocate(28)
        .putLong(begin.getSeconds())
        .putInt(begin.getNanos())
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static void check(ListRunsRequest request) {
    Violations violations = new Violations();
    NameCheck.text("playbook", request.getPlaybook(), 200, violations);
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    for (int i = 0; i < request.getStatesCount(); i++) {
      PlaybookRunState state = request.getStates(i);
      if (state == PlaybookRunState.UNRECOGNIZED
          || state == PlaybookRunState.PLAYBOOK_RUN_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use WAITING, TRIGGERED, COMPLETED, SKIPPED, REJECTED, LAPSED or CANCELLED");
      }
    }
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
}
