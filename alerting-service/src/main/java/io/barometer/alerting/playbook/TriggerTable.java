package io.barometer.alerting.playbook;

import io.barometer.alerting.alert.AlertRows;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.Trigger;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Triggers and how far consumers took them over. Calls block. */
@ApplicationScoped
class TriggerTable {

  private final TenantTransactions transactions;

  TriggerTable(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** The sequence up to which a consumer took triggers over; 0 when it never did. */
  long acknowledged(String tenantId, String consumer) {
    return transactions.call(
        tenantId,
        tx -> {
          for (Row row :
              tx.query(
                  "select acknowledged from alerting.trigger_consumer where consumer = $1",
                  Tuple.of(consumer))) {
            return row.getLong(0);
          }
          return 0L;
        });
  }

  /** Notes durably how far a consumer is; never goes back. */
  void acknowledge(String tenantId, String consumer, long sequence) {
    transactions.call(
        tenantId,
        tx ->
            tx.query(
                """
                insert into alerting.trigger_consumer as c (tenant_id, consumer, acknowledged)
                values ($1, $2, $3) on conflict (tenant_id, consumer)
                do update set acknowledged = greatest(c.acknowledged, excluded.acknowledged)""",
                Tuple.of(tenantId, consumer, sequence)));
  }

  /** Triggers after a sequence, in order. */
  List<Trigger> after(String tenantId, long sequence, List<String> playbooks, int limit) {
    return transactions.call(
        tenantId,
        tx -> {
          RowSet<Row> rows =
              tx.query(
                  """
                  select t.sequence, t.trigger_id, t.playbook, t.alert_id, t.run_id, r.definition, c.who
                  from alerting.trigger t
                  join alerting.playbook_run r on r.run_id = t.run_id
                  join alerting.playbook_run_change c on c.run_id = t.run_id and c.state = 2
                  where t.tenant_id = $4 and t.sequence > $1
                    and (cardinality($2::text[]) = 0 or t.playbook = any($2))
                  order by t.sequence limit $3""",
                  Tuple.of(sequence, playbooks.toArray(String[]::new), limit, tenantId));
          List<UUID> ids = new ArrayList<>();
          rows.forEach(row -> ids.add(row.getUUID(3)));
          Map<UUID, Alert> alerts = ids.isEmpty() ? Map.of() : AlertRows.byId(tx, ids);
          List<Trigger> triggers = new ArrayList<>();
          rows.forEach(row -> triggers.add(trigger(row, alerts)));
          return triggers;
        });
  }

  private static Trigger trigger(Row row, Map<UUID, Alert> alerts) {
    Alert alert = alerts.getOrDefault(row.getUUID(3), Alert.getDefaultInstance());
    Playbook playbook = PlaybookReader.message(row.getBuffer(5).getBytes());
    return Trigger.newBuilder()
        .setSequence(row.getLong(0))
        .setTriggerId(row.getUUID(1).toString())
        .setPlaybook(row.getString(2))
        .setAlert(alert)
        .setRunId(row.getUUID(4).toString())
        .setTitle(playbook.getTitle())
        .addAllSteps(playbook.getStepsList())
        .setAccount(alert.getScore().getAccount())
        .setReason(alert.getReason())
        .setApprovedBy(row.getString(6))
        .build();
  }
}
