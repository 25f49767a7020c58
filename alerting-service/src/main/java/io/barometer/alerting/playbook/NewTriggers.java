package io.barometer.alerting.playbook;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.Receiver;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells engines of runs: triggers in the order in which they commit, and deliveries to webhooks.
 * Before this nothing outside knows of a run.
 */
final class NewTriggers {

  /**
   * Engines are to hear of a run.
   *
   * @param firedAt when the alert fired
   * @param receivers of the tenant, by name
   */
  record NewTrigger(
      String tenantId,
      UUID runId,
      UUID alertId,
      Playbook playbook,
      Instant firedAt,
      Map<String, Receiver> receivers,
      @Nullable String traceParent) {

    UUID id() {
      return Ids.trigger(tenantId, alertId, playbook.getName());
    }
  }

  private record Intent(NewTrigger trigger, String receiver, String suppressed) {
    UUID id() {
      return Ids.notification(trigger.tenantId(), receiver, trigger.id(), "playbook.triggered");
    }
  }

  private NewTriggers() {}

  /** Writes them; does nothing for an empty list. */
  static void write(Tx tx, List<NewTrigger> triggers) {
    if (triggers.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into alerting.trigger (tenant_id, sequence, trigger_id, playbook, alert_id, run_id, topic)
        select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[],
          $7::bool[])
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(texts(triggers, NewTrigger::tenantId))
            .addValue(sequences(tx, triggers))
            .addValue(triggers.stream().map(NewTrigger::id).toArray(UUID[]::new))
            .addValue(texts(triggers, t -> t.playbook().getName()))
            .addValue(triggers.stream().map(NewTrigger::alertId).toArray(UUID[]::new))
            .addValue(triggers.stream().map(NewTrigger::runId).toArray(UUID[]::new))
            .addValue(
                triggers.stream()
                    .map(t -> t.playbook().getTargets().getKafka())
                    .toArray(Boolean[]::new)));
    topics(tx, triggers);
    deliveries(tx, triggers);
  }

  /** Sequences are taken in commit order: the heads stay locked until the transaction ends. */
  private static Long[] sequences(Tx tx, List<NewTrigger> triggers) {
    TreeMap<String, Long> wanted = new TreeMap<>();
    triggers.forEach(t -> wanted.merge(t.tenantId(), 1L, Long::sum));
    Map<String, Long> next = new HashMap<>();
    for (Row row :
        tx.query(
            """
            insert into alerting.trigger_head as h (tenant_id, last_sequence)
            select t, n from unnest($1::text[], $2::bigint[]) as w(t, n)
            on conflict (tenant_id) do update set last_sequence = h.last_sequence + excluded.last_sequence
            returning tenant_id, last_sequence""",
            Tuple.tuple()
                .addValue(wanted.keySet().toArray(String[]::new))
                .addValue(wanted.values().toArray(Long[]::new)))) {
      next.put(row.getString(0), row.getLong(1) - wanted.getOrDefault(row.getString(0), 0L) + 1);
    }
    return triggers.stream()
        .map(t -> next.merge(t.tenantId(), 1L, Long::sum) - 1)
        .toArray(Long[]::new);
  }

  private static void topics(Tx tx, List<NewTrigger> triggers) {
    String[] tenants =
        triggers.stream()
            .filter(t -> t.playbook().getTargets().getKafka())
            .map(NewTrigger::tenantId)
            .distinct()
            .sorted()
            .toArray(String[]::new);
    if (tenants.length > 0) {
      tx.send(
          """
          insert into alerting.trigger_topic (tenant_id) select unnest($1::text[])
          on conflict do nothing""",
          Tuple.of((Object) tenants));
    }
  }

  private static void deliveries(Tx tx, List<NewTrigger> triggers) {
    List<Intent> intents = new ArrayList<>();
    for (NewTrigger trigger : triggers) {
      for (String name :
          trigger.playbook().getTargets().getWebhooksList().stream().distinct().toList()) {
        Receiver receiver = trigger.receivers().get(name);
        if (receiver != null) {
          intents.add(new Intent(trigger, name, suppressed(trigger, receiver)));
        }
      }
    }
    if (intents.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into alerting.delivery (notification_id, tenant_id, trigger_id, receiver, about, state,
          last_outcome, traceparent)
        select id, tenant_id, trigger_id, receiver, 1, case when suppressed = '' then 1 else 4 end,
          suppressed, traceparent
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])
          as d(id, tenant_id, trigger_id, receiver, suppressed, traceparent)
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(intents.stream().map(Intent::id).toArray(UUID[]::new))
            .addValue(texts(intents, i -> i.trigger().tenantId()))
            .addValue(intents.stream().map(i -> i.trigger().id()).toArray(UUID[]::new))
            .addValue(texts(intents, Intent::receiver))
            .addValue(texts(intents, Intent::suppressed))
            .addValue(intents.stream().map(i -> i.trigger().traceParent()).toArray(String[]::new)));
  }

  private static String suppressed(NewTrigger trigger, Receiver receiver) {
    Instant activeFrom = ReceiverRows.activeFrom(receiver);
    return trigger.firedAt().isBefore(activeFrom)
        ? "fired at %s, before the receiver's active_from_time %s"
            .formatted(trigger.firedAt(), activeFrom)
        : "";
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> field) {
    return rows.stream().map(field).toArray(String[]::new);
  }
}
