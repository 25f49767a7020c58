package io.barometer.alerting.evaluate;

import io.barometer.alerting.evaluate.ScoreEntries.Heard;
import io.barometer.alerting.evaluate.ScoreEntries.Read;
import io.barometer.eventstore.Tx;
import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.routing.incident.Shipped;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Releases of which the score log told. One that concerns every account is told in one shard: a
 * fall that another shard evaluates before that is not put down to it.
 */
final class ReleaseTable {
  private static final String TYPE = "release_shipped";

  /** Notes the releases among what was read. */
  void save(Tx tx, List<Read> entries) {
    List<Tuple> shipped = new ArrayList<>();
    for (Read entry : entries) {
      if (entry instanceof Heard heard
          && heard.input() instanceof EventTold told
          && told.type().equals(TYPE)) {
        shipped.add(
            Tuple.of(
                heard.account().tenantId(),
                heard.account().accountId(),
                told.fields().getOrDefault("product", ""),
                told.fields().getOrDefault("version", ""),
                utc(told.time())));
      }
    }
    tx.sendBatch(
        """
        insert into alerting.release (tenant_id, account_id, product, version, shipped_time)
        values ($1, $2, $3, $4, $5) on conflict do nothing""",
        shipped);
  }

  /** By tenant, the releases that were shipped after a moment. */
  Map<String, List<Shipped>> since(Tx tx, Collection<String> tenants, Instant from) {
    Map<String, List<Shipped>> releases = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, account_id, product, version, shipped_time from alerting.release
            where tenant_id = any($1) and shipped_time > $2""",
            Tuple.of(tenants.toArray(String[]::new), utc(from)))) {
      releases
          .computeIfAbsent(row.getString(0), tenant -> new ArrayList<>())
          .add(
              new Shipped(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getOffsetDateTime(4).toInstant()));
    }
    return releases;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
