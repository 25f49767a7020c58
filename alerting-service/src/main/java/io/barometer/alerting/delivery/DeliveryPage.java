package io.barometer.alerting.delivery;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list, checked.
 *
 * @param query what must be the same on the next page
 * @param alert of this one alone; null for all
 * @param beforeTime together with beforeId: deliveries older than this one
 */
record DeliveryPage(
    String query,
    String receiver,
    Integer[] states,
    @Nullable UUID alert,
    OffsetDateTime from,
    OffsetDateTime beforeTime,
    UUID beforeId,
    int size) {

  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 1_000;

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
    OffsetDateTime beforeTime = TimeCheck.END;
    UUID beforeId = new UUID(-1, -1);
    if (!request.getPageToken().isEmpty()) {
      ByteBuffer cursor = ByteBuffer.wrap(tokens.open(query, request.getPageToken()));
      beforeTime =
          Instant.ofEpochSecond(cursor.getLong(), cursor.getInt()).atOffset(ZoneOffset.UTC);
      beforeId = new UUID(cursor.getLong(), cursor.getLong());
    }
    return new DeliveryPage(
        query,
        request.getReceiver(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        alert,
        ProtoTime.utc(request.getFromTime()),
        beforeTime,
        beforeId,
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE));
  }

  /** The filter, the place of the page and its size with one more. */
  Tuple parameters(String tenantId) {
    return Tuple.tuple()
        .addValue(tenantId)
        .addValue(receiver)
        .addValue(states)
        .addValue(alert)
        .addValue(from)
        .addValue(beforeTime)
        .addValue(beforeId)
        .addValue(size + 1);
  }

  /** Where the page after a delivery begins. */
  static byte[] cursor(OffsetDateTime created, UUID id) {
    return ByteBuffer.allocate(28)
        .putLong(created.toEpochSecond())
        .putInt(created.getNano())
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
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
