package io.barometer.alerting.alert;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertCorrection;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertState;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Alerts as messages, with what became of telling each receiver. */
public final class AlertRows {

  /** What {@link #withDeliveries} reads, from {@code alerting.alert}. */
  public static final String COLUMNS =
      """
      alert_id, rule, title, severity, state, fired_time, resolved_time, score, reason, playbook,
      acknowledged_by, correction, incident_id""";

  private AlertRows() {}

  /** The alerts with these ids, as far as the transaction sees them. */
  public static Map<UUID, Alert> byId(Tx tx, Collection<UUID> ids) {
    Map<UUID, Alert> found = new HashMap<>();
    List<Alert> alerts =
        withDeliveries(
            tx,
            tx.query(
                "select " + COLUMNS + " from alerting.alert where alert_id = any($1)",
                Tuple.of(ids.toArray(UUID[]::new))));
    alerts.forEach(alert -> found.put(UUID.fromString(alert.getAlertId()), alert));
    return found;
  }

  /** Reads rows of {@link #COLUMNS}, in their order. */
  public static List<Alert> withDeliveries(Tx tx, RowSet<Row> rows) {
    Map<UUID, Alert.Builder> builders = new HashMap<>();
    List<Alert.Builder> ordered = new ArrayList<>();
    for (Row row : rows) {
      Alert.Builder alert = alert(row);
      builders.put(row.getUUID(0), alert);
      ordered.add(alert);
    }
    for (Row row :
        tx.query(
            """
            select alert_id, notification_id, receiver, state, attempts, last_outcome, delivered_at,
              about, created_at
            from alerting.delivery where alert_id = any($1)
            union all
            select n.alert_id, notification_id, receiver, d.state, attempts, last_outcome, delivered_at,
              case when n.firing then 1 else greatest(3, a.state) end, d.created_at
            from alerting.notice_alert n
            join alerting.delivery d on d.group_id = n.group_id and d.number = n.number
            join alerting.alert a on a.alert_id = n.alert_id
            where n.alert_id = any($1)
            order by 3, 8, 9""",
            Tuple.of(builders.keySet().toArray(UUID[]::new)))) {
      Alert.Builder alert = builders.get(row.getUUID(0));
      if (alert != null) {
        alert.addDeliveries(DeliveryRows.delivery(row));
      }
    }
    return ordered.stream().map(Alert.Builder::build).toList();
  }

  private static Alert.Builder alert(Row row) {
    Alert.Builder alert =
        Alert.newBuilder()
            .setAlertId(row.getUUID(0).toString())
            .setRule(row.getString(1))
            .setTitle(row.getString(2))
            .setSeverity(AlertSeverity.forNumber(row.getInteger(3)))
            .setState(AlertState.forNumber(row.getInteger(4)))
            .setFiredTime(ProtoTime.timestamp(row.getOffsetDateTime(5)))
            .setScore(StoredScore.of(row.getBuffer(7).getBytes()))
            .setReason(row.getString(8))
            .setPlaybook(row.getString(9))
            .setAcknowledgedBy(row.getString(10))
            .setIncidentId(row.getUUID(12).toString());
    if (row.getOffsetDateTime(6) != null) {
      alert.setResolvedTime(ProtoTime.timestamp(row.getOffsetDateTime(6)));
    }
    if (row.getBuffer(11) != null) {
      alert.setCorrection(correction(row.getBuffer(11).getBytes()));
    }
    return alert;
  }

  private static AlertCorrection correction(byte[] bytes) {
    try {
      return AlertCorrection.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored correction cannot be read", e);
    }
  }
}
