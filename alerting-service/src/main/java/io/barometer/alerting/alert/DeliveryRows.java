package io.barometer.alerting.alert;

import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.vertx.sqlclient.Row;

/** Deliveries as messages. */
public final class DeliveryRows {
  private DeliveryRows() {}

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
      delivery.setDeliveredTime(TimeCheck.timestamp(row.getOffsetDateTime(6).toInstant()));
    }
    return delivery.build();
  }
}
