package io.barometer.alerting.delivery;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list, checked.
 *
 * @param alert of this one alone; null for all
 */
record DeliveryPage(
    String receiver,
    Integer[] states,
    @Nullable UUID alert,
    OffsetDateTime from,
    NewestFirst rows) {

  static DeliveryPage of(String tenantId, ListDeliveriesRequest request, PageTokens tokens) {
    UUID alert = checked(request);
    String query =
        String.join(
            "\n",
            "ListDeliveries",
            tenantId,
            request.getReceiver(),
            request.getStatesValueList().toString(),
            request.getAlertId(),
            request.getFromTime().toString());
    return new DeliveryPage(
        request.getReceiver(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        alert,
        ProtoTime.utc(request.getFromTime()),
        NewestFirst.of(query, request.getPageSize(), request.getPageToken(), tokens));
  }

  /** The tenant, the filter and which rows. */
  Tuple parameters(String tenantId) {
    return rows.addTo(
        Tuple.tuple()
            .addValue(tenantId)
            .addValue(receiver)
            .addValue(states)
            .addValue(alert)
            .addValue(from));
  }

  private static @Nullable UUID checked(ListDeliveriesRequest request) {
    Violations violations = new Violations();
    if (!request.getReceiver().isEmpty()) {
      NameCheck.check("receiver", request.getReceiver(), violations);
    }
    states(request.getStatesList(), violations);
    UUID alert =
        request.getAlertId().isEmpty()
            ? null
            : NameCheck.id("alert_id", request.getAlertId(), "name the alert", violations);
    TimeCheck.check("from_time", request.getFromTime(), violations);
    NewestFirst.check(request.getPageSize(), violations);
    violations.throwIfAny();
    return alert;
  }

  private static void states(List<DeliveryState> states, Violations violations) {
    for (int i = 0; i < states.size(); i++) {
      switch (states.get(i)) {
        case DELIVERY_STATE_PENDING,
            DELIVERY_STATE_DELIVERED,
            DELIVERY_STATE_FAILED,
            DELIVERY_STATE_SUPPRESSED -> {}
        case DELIVERY_STATE_UNSPECIFIED, UNRECOGNIZED ->
            violations.add(
                "states[" + i + "]",
                ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
                "use PENDING, DELIVERED, FAILED or SUPPRESSED");
      }
    }
  }
}
