package io.barometer.alerting.incident;

import io.barometer.alerting.incident.HeldIncidents.CauseKey;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.routing.incident.IncidentPolicy;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Wakes incidents whose snooze is over: what of them still fires is told again, at once. */
@ApplicationScoped
public class SnoozeEnds {
  private static final int MOST = 100;

  private final Transactions transactions;
  private final IncidentPolicy policy;

  SnoozeEnds(@ReactiveDataSource("worker") Pool pool, IncidentSettings settings) {
    this.transactions = new Transactions(pool);
    this.policy = new IncidentPolicy(settings.reopenWithin());
  }

  /** Wakes some; blocks. Any number of instances may do so. */
  public void wake(Instant now) {
    transactions.run(tx -> wake(tx, now));
  }

  private void wake(Tx tx, Instant now) {
    List<CauseKey> causes = new ArrayList<>();
    List<UUID> due = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, cause, incident_id from alerting.incident
            where state = 3 and snoozed_until <= $1 order by snoozed_until limit $2""",
            Tuple.of(utc(now), MOST))) {
      causes.add(new CauseKey(row.getString(0), row.getString(1)));
      due.add(row.getUUID(2));
    }
    if (!due.isEmpty()) {
      HeldIncidents incidents = HeldIncidents.lock(tx, policy, causes, due);
      UUID[] woken = incidents.passed(now).toArray(UUID[]::new);
      incidents.write(tx);
      tellAgain(tx, woken, now);
    }
  }

  /** What fires counts as not told, and its groups are due. */
  private static void tellAgain(Tx tx, UUID[] incidents, Instant now) {
    UUID[] groups =
        ids(
            tx.query(
                """
                select group_id from alerting.alert_group where group_id in (
                  select m.group_id from alerting.group_member m
                  join alerting.alert a on a.alert_id = m.alert_id
                  where a.incident_id = any($1))
                order by group_id for update""",
                Tuple.of((Object) incidents)));
    tx.send(
        """
        update alerting.group_member m set told = 0 from alerting.alert a
        where a.alert_id = m.alert_id and a.incident_id = any($1) and a.state < 3""",
        Tuple.of((Object) incidents));
    tx.send(
        "update alerting.alert_group set due_at = $2 where group_id = any($1)",
        Tuple.of(groups, utc(now)));
  }

  private static UUID[] ids(Iterable<Row> rows) {
    List<UUID> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids.toArray(UUID[]::new);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
