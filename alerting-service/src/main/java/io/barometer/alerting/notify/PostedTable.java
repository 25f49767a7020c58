package io.barometer.alerting.notify;

import io.barometer.alerting.notify.DeliveryQueue.Ended;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Notes what was posted, in the transaction that notes the outcome. */
final class PostedTable {
  private PostedTable() {}

  static void write(Tx tx, List<Ended> over) {
    List<Tuple> posted = new ArrayList<>();
    List<Tuple> replied = new ArrayList<>();
    for (Ended one : over) {
      if (one.outcome() instanceof Outcome.Delivered delivered) {
        delivered
            .posted()
            .ifPresent(message -> (message.isReply() ? replied : posted).add(row(one, message)));
      }
    }
    tx.sendBatch(
        """
        insert into alerting.posted_message as p (tenant_id, receiver, subject_id, incident_id, channel,
          ts, told, shown_standing, next_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())
        on conflict (tenant_id, receiver, subject_id) do update set incident_id = excluded.incident_id,
          channel = excluded.channel, ts = excluded.ts, told = excluded.told,
          shown_standing = excluded.shown_standing, wanted = p.wanted + 1, next_at = excluded.next_at""",
        posted);
    tx.sendBatch(
        """
        update alerting.posted_message set wanted = wanted + 1, next_at = clock_timestamp()
        where tenant_id = $1 and receiver = $2 and subject_id = $3""",
        replied);
  }

  private static Tuple row(Ended one, Outcome.Posted message) {
    Tuple row =
        Tuple.of(
            one.notification().tenantId(),
            one.notification().receiver().getName(),
            message.subject());
    return message.isReply()
        ? row
        : row.addValue(message.incident().isEmpty() ? null : UUID.fromString(message.incident()))
            .addValue(message.channel())
            .addValue(message.ts())
            .addValue(message.told())
            .addValue(message.standing());
  }
}
