package io.barometer.alerting.alert;

import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deliveries as messages. */
public final class DeliveryRows {
  private DeliveryRows() {}

  /** What became of telling webhooks of a playbook's trigger. */
  public static List<Delivery> ofTrigger(Tx tx, UUID triggerId) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select trigger_id, notification_id, receiver, state, attempts, last_outcome, delivered_at,
              about
            from alerting.delivery where trigger_id = $1 order by receiver""",
            Tuple.of(triggerId))) {
      deliveries.add(delivery(row));
    }
    return deliveries;
  }

  /**
   * From columns notification_id, receiver, state, attempts, last_outcome, delivered_at, about,
   * which stand second to eighth.
   */
  public static Delivery delivery(Row row) {
    Delivery.Builder delivery =
        Delivery.newBuilder()
            .setNotificationId(row.getUUID(1).toString())
            .setReceiver(row.getString(2))
            .setState(DeliveryState.forNumber(row.getInteger(3)))
            .setAttempts(row.getInteger(4))
            .setLastOutcome(row.getString(5))
            .setAbout(AlertState.forNumber(row.getInteger(7)));
    if (row.getOffsetDateTime(6) != null) {
      delivery.setDeliveredTime(ProtoTime.timestamp(row.getOffsetDateTime(6)));
    }
    return delivery.build();
  }
}
