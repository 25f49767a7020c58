package io.barometer.alerting.incident;

import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentChange;
import io.barometer.proto.alerting.v1.IncidentChangeKind;
import io.barometer.proto.alerting.v1.IncidentState;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Incidents as messages. */
final class IncidentRows {
  private static final String SELECT =
      """
      select i.incident_id, i.cause, i.state, i.severity, i.opened_time, i.resolved_time,
        i.snoozed_until, i.acknowledged_by, i.assignee, i.open_alerts, i.alerts,
        (select array_agg(account_id) from (select distinct account_id from alerting.alert a
          where a.incident_id = i.incident_id order by account_id limit 10) f),
        (select count(distinct account_id) from alerting.alert a
          where a.incident_id = i.incident_id)
      from alerting.incident i where\s""";

  private IncidentRows() {}

  /** The incidents that a condition on {@code i} and what follows it select. */
  static List<Incident> select(Tx tx, String condition, Tuple parameters) {
    List<Incident> found = new ArrayList<>();
    tx.query(SELECT + condition, parameters).forEach(row -> found.add(incident(row)));
    return found;
  }

  /** One incident; empty when the tenant has none with this id. */
  static Optional<Incident> find(Tx tx, UUID id) {
    return select(tx, "i.incident_id = $1", Tuple.of(id)).stream().findFirst();
  }

  /** The history, oldest first. */
  static List<IncidentChange> history(Tx tx, UUID id) {
    List<IncidentChange> history = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select kind, by, time, note from alerting.incident_change where incident_id = $1
            order by number""",
            Tuple.of(id))) {
      history.add(
          IncidentChange.newBuilder()
              .setKind(IncidentChangeKind.forNumber(row.getInteger(0)))
              .setBy(row.getString(1))
              .setTime(ProtoTime.timestamp(row.getOffsetDateTime(2)))
              .setNote(row.getString(3))
              .build());
    }
    return history;
  }

  private static Incident incident(Row row) {
    Incident.Builder incident =
        Incident.newBuilder()
            .setIncidentId(row.getUUID(0).toString())
            .setCause(row.getString(1))
            .setState(IncidentState.forNumber(row.getInteger(2)))
            .setSeverity(AlertSeverity.forNumber(row.getInteger(3)))
            .setOpenedTime(ProtoTime.timestamp(row.getOffsetDateTime(4)))
            .setAcknowledgedBy(row.getString(7))
            .setAssignee(row.getString(8))
            .setOpenAlerts(row.getInteger(9))
            .setAlerts(row.getInteger(10))
            .setAccounts((int) (long) row.getLong(12));
    if (row.getOffsetDateTime(5) != null) {
      incident.setResolvedTime(ProtoTime.timestamp(row.getOffsetDateTime(5)));
    }
    if (row.getOffsetDateTime(6) != null) {
      incident.setSnoozedUntilTime(ProtoTime.timestamp(row.getOffsetDateTime(6)));
    }
    if (row.getArrayOfStrings(11) != null) {
      incident.addAllAccountIds(List.of(row.getArrayOfStrings(11)));
    }
    return incident.build();
  }
}
