package io.barometer.alerting.delivery;

import com.google.protobuf.Duration;
import io.barometer.alerting.alert.DeliveryRows;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.DeliveryAttempt;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesResponse;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What was told to whom, attempt by attempt. */
@ApplicationScoped
public class DeliveryLog {

  private final TenantTransactions transactions;
  private final PageTokens tokens;

  DeliveryLog(TenantTransactions transactions, PageTokens tokens) {
    this.transactions = transactions;
    this.tokens = tokens;
  }

  /** A page of deliveries, newest first. */
  public Uni<ListDeliveriesResponse> list(ListDeliveriesRequest request) {
    String tenantId = Caller.current().tenantId();
    DeliveryPage page = DeliveryPage.of(tenantId, request, tokens);
    return transactions.run(tenantId, tx -> list(tx, tenantId, page));
  }

  private ListDeliveriesResponse list(Tx tx, String tenantId, DeliveryPage page) {
    Map<UUID, LoggedDelivery.Builder> deliveries = new LinkedHashMap<>();
    ListDeliveriesResponse.Builder response = ListDeliveriesResponse.newBuilder();
    NewestFirst rows = page.rows();
    OffsetDateTime lastTime = rows.beforeTime();
    UUID lastId = rows.beforeId();
    for (Row row :
        tx.query(
            """
            select null, notification_id, receiver, state, attempts, last_outcome, delivered_at, about,
              created_at, next_attempt_at, group_id, number, alert_id
            from alerting.delivery d
            where tenant_id = $1 and ($2 = '' or receiver = $2)
              and (cardinality($3::int[]) = 0 or state = any($3))
              and ($4::uuid is null or alert_id = $4 or exists (
                select from alerting.notice_alert n
                where n.group_id = d.group_id and n.number = d.number and n.alert_id = $4))
              and created_at >= $5 and (created_at, notification_id) < ($6, $7)
            order by created_at desc, notification_id desc limit $8""",
            page.parameters(tenantId))) {
      if (deliveries.size() == rows.size()) {
        response.setNextPageToken(rows.next(lastTime, lastId, tokens));
        break;
      }
      deliveries.put(row.getUUID(1), delivery(row));
      lastTime = row.getOffsetDateTime(8);
      lastId = row.getUUID(1);
    }
    attempts(tx, deliveries);
    deliveries.values().forEach(response::addDeliveries);
    return response.build();
  }

  private static LoggedDelivery.Builder delivery(Row row) {
    LoggedDelivery.Builder delivery =
        LoggedDelivery.newBuilder()
            .setDelivery(DeliveryRows.delivery(row))
            .setCreatedTime(ProtoTime.timestamp(row.getOffsetDateTime(8)));
    if (delivery.getDelivery().getState() == DeliveryState.DELIVERY_STATE_PENDING) {
      delivery.setNextAttemptTime(ProtoTime.timestamp(row.getOffsetDateTime(9)));
    }
    UUID group = row.getUUID(10);
    UUID alert = row.getUUID(12);
    if (group != null) {
      delivery.setGroupId(group.toString()).setNumber(row.getInteger(11));
    } else if (alert != null) {
      delivery.setAlertId(alert.toString());
    }
    return delivery;
  }

  private static void attempts(Tx tx, Map<UUID, LoggedDelivery.Builder> deliveries) {
    for (Row row :
        tx.query(
            """
            select notification_id, number, began_at, ended_at, outcome, detail from alerting.attempt
            where notification_id = any($1) order by notification_id, number""",
            Tuple.of((Object) deliveries.keySet().toArray(UUID[]::new)))) {
      LoggedDelivery.Builder delivery = deliveries.get(row.getUUID(0));
      if (delivery != null) {
        delivery.addAttempts(attempt(row));
      }
    }
  }

  private static DeliveryAttempt attempt(Row row) {
    OffsetDateTime began = row.getOffsetDateTime(2);
    var length = java.time.Duration.between(began, row.getOffsetDateTime(3));
    return DeliveryAttempt.newBuilder()
        .setNumber(row.getInteger(1))
        .setBeganTime(ProtoTime.timestamp(began))
        .setLength(Duration.newBuilder().setSeconds(length.getSeconds()).setNanos(length.getNano()))
        .setOutcome(row.getString(4))
        .setDetail(row.getString(5))
        .build();
  }
}
