package io.barometer.alerting.delivery;

import io.barometer.alerting.notify.DeliverySender;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import io.barometer.proto.alerting.v1.ReplayDeliveriesResponse;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends deliveries again, with the ids of the first time. */
@ApplicationScoped
public class DeliveryReplay {

  private static final int MOST_IDS = 500;

  private final TenantTransactions transactions;
  private final DeliverySender sender;
  private final AuditTrail trail;

  DeliveryReplay(TenantTransactions transactions, DeliverySender sender, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
    this.sender = sender;
  }

  /** Sends again what a receiver did not get, or lost. */
  public Uni<ReplayDeliveriesResponse> replay(ReplayDeliveriesRequest request) {
    Caller caller = Caller.current();
    UUID[] ids = checked(request);
    return transactions
        .run(caller.tenantId(), tx -> replay(tx, caller, request, ids))
        .invoke(sender::wake);
  }

  private ReplayDeliveriesResponse replay(
      Tx tx, Caller caller, ReplayDeliveriesRequest request, UUID[] ids) {
    String tenantId = caller.tenantId();
    Receiver receiver =
        ReceiverRows.find(tx, tenantId, request.getReceiver())
            .orElseThrow(() -> ReceiverRows.unknown(request.getReceiver()));
    Integer[] states = states(receiver, request);
    OffsetDateTime until =
        request.hasUntilTime() ? ProtoTime.utc(request.getUntilTime()) : TimeCheck.END;
    int again =
        tx.update(
            """
            update alerting.delivery
            set state = 1, failures = 0, next_attempt_at = clock_timestamp(), last_outcome = 'sent again'
            where tenant_id = $1 and receiver = $2 and state = any($3)
              and created_at >= $4 and created_at < $5
              and (cardinality($6::uuid[]) = 0 or notification_id = any($6))""",
            Tuple.tuple()
                .addValue(tenantId)
                .addValue(request.getReceiver())
                .addValue(states)
                .addValue(ProtoTime.utc(request.getFromTime()))
                .addValue(until)
                .addValue(ids));
    if (again > 0) {
      trail.record(
          tx,
          caller,
          Change.of(
              AuditAction.AUDIT_ACTION_DELIVERIES_SENT_AGAIN,
              "receiver " + request.getReceiver(),
              request));
    }
    return ReplayDeliveriesResponse.newBuilder().setDeliveries(again).build();
  }

  /** People would read a message twice; only a webhook knows it by its id. */
  private static Integer[] states(Receiver receiver, ReplayDeliveriesRequest request) {
    Violations violations = new Violations();
    for (int i = 0; i < request.getStatesCount(); i++) {
      DeliveryState state = request.getStates(i);
      boolean fits =
          state == DeliveryState.DELIVERY_STATE_FAILED
              || (state == DeliveryState.DELIVERY_STATE_DELIVERED && receiver.hasWebhook());
      if (!fits) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            receiver.hasWebhook() ? "use FAILED or DELIVERED" : "use FAILED: people read no ids");
      }
    }
    violations.throwIfAny();
    return request.getStatesCount() == 0
        ? new Integer[] {DeliveryState.DELIVERY_STATE_FAILED_VALUE}
        : request.getStatesValueList().toArray(Integer[]::new);
  }

  private static UUID[] checked(ReplayDeliveriesRequest request) {
    Violations violations = new Violations();
    NameCheck.check("receiver", request.getReceiver(), violations);
    List<UUID> ids = new ArrayList<>();
    if (request.getNotificationIdsCount() > MOST_IDS) {
      violations.add(
          "notification_ids",
          ErrorReason.ERROR_REASON_RANGE,
          "name at most " + MOST_IDS,
          "max",
          Integer.toString(MOST_IDS),
          "actual",
          Integer.toString(request.getNotificationIdsCount()));
    } else {
      for (int i = 0; i < request.getNotificationIdsCount(); i++) {
        String path = "notification_ids[" + i + "]";
        ids.add(NameCheck.id(path, request.getNotificationIds(i), "name the delivery", violations));
      }
    }
    if (!request.hasFromTime() && request.getNotificationIdsCount() == 0) {
      violations.add("from_time", ErrorReason.ERROR_REASON_REQUIRED, "say from when on");
    }
    TimeCheck.check("from_time", request.getFromTime(), violations);
    TimeCheck.check("until_time", request.getUntilTime(), violations);
    violations.throwIfAny();
    return ids.toArray(UUID[]::new);
  }
}
