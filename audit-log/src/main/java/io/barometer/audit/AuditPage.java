package io.barometer.audit;

import com.google.protobuf.Timestamp;
import io.barometer.audit.chain.SealedForm;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.ListAuditEntriesRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Which entries a call wants.
 *
 * @param query what must be the same on the next page
 * @param before only entries of a lower sequence
 * @param size of the page
 */
record AuditPage(
    String tenantId, ListAuditEntriesRequest request, String query, long before, int size) {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final OffsetDateTime BEGINNING = year(1);
  private static final OffsetDateTime END = year(10_000);

  /**
   * Reads a request.
   *
   * @throws io.barometer.edge.Refusal INVALID_ARGUMENT naming all that is wrong
   */
  static AuditPage of(String tenantId, ListAuditEntriesRequest request, PageTokens tokens) {
    Violations violations = new Violations();
    check(request, violations);
    violations.throwIfAny();
    byte[] filter = request.toBuilder().clearPageSize().clearPageToken().build().toByteArray();
    String query = "audit\n" + tenantId + "\n" + HexFormat.of().formatHex(filter);
    long before =
        request.getPageToken().isEmpty()
            ? Long.MAX_VALUE
            : ByteBuffer.wrap(tokens.open(query, request.getPageToken())).getLong();
    int size = request.getPageSize() == 0 ? USUAL : request.getPageSize();
    return new AuditPage(tenantId, request, query, before, size);
  }

  /** The token of the page after the entry of this sequence. */
  String next(long sequence, PageTokens tokens) {
    return tokens.sign(query, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
  }

  /** What {@link AuditSql#matching()} takes; a row more than the page has. */
  Tuple filter() {
    return Tuple.tuple()
        .addString(tenantId)
        .addLong(before)
        .addArrayOfString(
            request.getActionsList().stream().map(SealedForm::name).toArray(String[]::new))
        .addString(request.getTarget())
        .addString(request.getActor())
        .addOffsetDateTime(request.hasFromTime() ? ProtoTime.utc(request.getFromTime()) : BEGINNING)
        .addOffsetDateTime(request.hasUntilTime() ? ProtoTime.utc(request.getUntilTime()) : END)
        .addInteger(size + 1);
  }

  private static void check(ListAuditEntriesRequest request, Violations violations) {
    for (int i = 0; i < request.getActionsCount(); i++) {
      AuditAction action = request.getActions(i);
      if (action == AuditAction.UNRECOGNIZED || action == AuditAction.AUDIT_ACTION_UNSPECIFIED) {
        violations.add(
            "actions[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "must be an action that is recorded");
      }
    }
    text("target", request.getTarget(), violations);
    text("actor", request.getActor(), violations);
    time("from_time", request.getFromTime(), violations);
    time("until_time", request.getUntilTime(), violations);
    if (request.getPageSize() < 0 || request.getPageSize() > MOST) {
      violations.add(
          "page_size",
          ErrorReason.ERROR_REASON_RANGE,
          "must be 1 to 1,000, or 0 for 100",
          "max",
          Integer.toString(MOST));
    }
  }

  private static void text(String path, String text, Violations violations) {
    if (text.indexOf('\0') >= 0) {
      violations.add(path, ErrorReason.ERROR_REASON_TEXT_ENCODING, "must not hold NUL");
    }
  }

  private static void time(String path, Timestamp time, Violations violations) {
    boolean told = time.getNanos() >= 0 && time.getNanos() < 1_000_000_000;
    if (!told
        || time.getSeconds() < BEGINNING.toEpochSecond()
        || time.getSeconds() >= END.toEpochSecond()) {
      violations.add(path, ErrorReason.ERROR_REASON_TIME_RANGE, "must be in the years 1 to 9999");
    }
  }

  private static OffsetDateTime year(int year) {
    return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  }
}
