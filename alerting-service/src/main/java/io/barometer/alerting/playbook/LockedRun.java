package io.barometer.alerting.playbook;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.playbook.RunState;
import io.grpc.Status;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that nobody else changes until the transaction ends.
 *
 * @param begun when the alert fired
 * @param lapsesAt null when it never waited
 * @param report what was reported; null when nothing was
 */
record LockedRun(
    UUID id,
    UUID alertId,
    boolean alertOver,
    RunState state,
    Instant begun,
    @Nullable Instant lapsesAt,
    Playbook playbook,
    @Nullable ReportRunRequest report) {

  /**
   * Locks it.
   *
   * @throws Refusal NOT_FOUND when the tenant has no such run
   */
  static LockedRun of(Tx tx, UUID id) {
    for (Row row :
        tx.query(
            """
            select r.alert_id, a.state >= 3, r.state, r.begin_time, r.lapse_time, r.definition, r.report
            from alerting.playbook_run r join alerting.alert a on a.alert_id = r.alert_id
            where r.run_id = $1 for update of r""",
            Tuple.of(id))) {
      return new LockedRun(
          id,
          row.getUUID(0),
          row.getBoolean(1),
          RunState.of(row.getInteger(2)),
          row.getOffsetDateTime(3).toInstant(),
          row.getOffsetDateTime(4) == null ? null : row.getOffsetDateTime(4).toInstant(),
          PlaybookReader.message(row.getBuffer(5).getBytes()),
          row.getBuffer(6) == null ? null : RunRows.report(row.getBuffer(6).getBytes()));
    }
    throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no run " + id + ".");
  }

  /** Whether the time in which it can be approved is over. */
  boolean isLate(Instant now) {
    return lapsesAt != null && !now.isBefore(lapsesAt);
  }
}
