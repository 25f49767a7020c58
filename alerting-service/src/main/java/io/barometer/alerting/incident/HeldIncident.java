package io.barometer.alerting.incident;

import io.barometer.routing.incident.Change;
import io.barometer.routing.incident.Incident;
import io.barometer.routing.incident.Incident.State;
import io.barometer.routing.incident.Step;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident whose cause is locked: as it was, and what was decided since. */
final class HeldIncident {
  static final String COLUMNS =
      """
      incident_id, tenant_id, cause, state, severity, open_alerts, acknowledged_by, assignee,
      snoozed_until, resolved_time, alerts, changes, opened_time""";

  final UUID id;
  final String tenantId;
  final String cause;
  final Instant openedAt;
  final List<Change> changes = new ArrayList<>();

  /** The number of the first of the changes, less one. */
  final int changesBefore;

  int alerts;
  private final @Nullable State stateBefore;
  private Incident incident;

  /** One that opens. */
  HeldIncident(UUID id, String tenantId, String cause, Instant openedAt, Step opened) {
    this.id = id;
    this.tenantId = tenantId;
    this.cause = cause;
    this.openedAt = openedAt;
    this.changesBefore = 0;
    this.alerts = 1;
    this.stateBefore = null;
    this.incident = opened.incident();
    changes.addAll(opened.changes());
  }

  /** From a row of {@link #COLUMNS}. */
  HeldIncident(Row row) {
    this.id = row.getUUID(0);
    this.tenantId = row.getString(1);
    this.cause = row.getString(2);
    this.incident =
        new Incident(
            State.values()[row.getInteger(3) - 1],
            row.getInteger(4),
            row.getInteger(5),
            row.getString(6),
            row.getString(7),
            instant(row.getOffsetDateTime(8)),
            instant(row.getOffsetDateTime(9)));
    this.stateBefore = incident.state();
    this.alerts = row.getInteger(10);
    this.changesBefore = row.getInteger(11);
    this.openedAt = row.getOffsetDateTime(12).toInstant();
  }

  Incident now() {
    return incident;
  }

  void take(Step step) {
    incident = step.incident();
    changes.addAll(step.changes());
  }

  /** Whether it is not one that opens now. */
  boolean wasThere() {
    return stateBefore != null;
  }

  /** Whether what was acknowledged, snoozed or over fires again. */
  boolean firesAgain() {
    return stateBefore != null && stateBefore != State.FIRING && incident.state() == State.FIRING;
  }

  /** Who said since that they take care, or that it is over; empty when nobody did. */
  String answeredBy() {
    return changes.stream()
        .filter(c -> c.kind() == Change.Kind.ACKNOWLEDGED || c.kind() == Change.Kind.RESOLVED)
        .map(Change::by)
        .reduce("", (first, last) -> last);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
