package io.barometer.alerting.incident;

import io.barometer.alerting.incident.HeldIncidents.CauseKey;
import io.barometer.eventstore.Tx;
import io.barometer.routing.incident.Change;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes incidents, their history, and what a person's word means for their open alerts. */
final class IncidentTables {
  private IncidentTables() {}

  private record Line(HeldIncident incident, int number, Change change) {}

  static void write(Tx tx, Collection<HeldIncident> incidents, Map<CauseKey, UUID> last) {
    List<HeldIncident> all = List.copyOf(incidents);
    incidents(tx, all);
    last(tx, List.copyOf(last.entrySet()));
    history(tx, all);
    answered(tx, all.stream().filter(one -> !one.answeredBy().isEmpty()).toList());
    fireAgain(tx, all.stream().filter(HeldIncident::firesAgain).toList());
    showInChannels(tx, all.stream().filter(HeldIncident::wasThere).toList());
  }

  private static void incidents(Tx tx, List<HeldIncident> all) {
    tx.send(
        """
        insert into alerting.incident as i (incident_id, tenant_id, cause, state, severity,
          open_alerts, alerts, changes, opened_time, resolved_time, snoozed_until, acknowledged_by,
          assignee)
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[],
          $7::int[], $8::int[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
          $12::text[], $13::text[])
        on conflict (incident_id) do update set state = excluded.state, severity = excluded.severity,
          open_alerts = excluded.open_alerts, alerts = excluded.alerts, changes = excluded.changes,
          resolved_time = excluded.resolved_time, snoozed_until = excluded.snoozed_until,
          acknowledged_by = excluded.acknowledged_by, assignee = excluded.assignee""",
        Tuple.tuple()
            .addValue(column(all, UUID[]::new, one -> one.id))
            .addValue(column(all, String[]::new, one -> one.tenantId))
            .addValue(column(all, String[]::new, one -> one.cause))
            .addValue(column(all, Integer[]::new, one -> one.now().state().ordinal() + 1))
            .addValue(column(all, Integer[]::new, one -> one.now().severity()))
            .addValue(column(all, Integer[]::new, one -> one.now().open()))
            .addValue(column(all, Integer[]::new, one -> one.alerts))
            .addValue(column(all, Integer[]::new, one -> one.changesBefore + one.changes.size()))
            .addValue(column(all, OffsetDateTime[]::new, one -> utc(one.openedAt)))
            .addValue(column(all, OffsetDateTime[]::new, one -> utc(one.now().resolvedAt())))
            .addValue(column(all, OffsetDateTime[]::new, one -> utc(one.now().snoozedUntil())))
            .addValue(column(all, String[]::new, one -> one.now().acknowledgedBy()))
            .addValue(column(all, String[]::new, one -> one.now().assignee())));
  }

  private static void last(Tx tx, List<Map.Entry<CauseKey, UUID>> last) {
    tx.send(
        """
        update alerting.incident_cause c set incident_id = l.incident_id
        from unnest($1::text[], $2::text[], $3::uuid[]) as l(tenant_id, cause, incident_id)
        where c.tenant_id = l.tenant_id and c.cause = l.cause
          and c.incident_id is distinct from l.incident_id""",
        Tuple.tuple()
            .addValue(column(last, String[]::new, one -> one.getKey().tenantId()))
            .addValue(column(last, String[]::new, one -> one.getKey().cause()))
            .addValue(column(last, UUID[]::new, Map.Entry::getValue)));
  }

  private static void history(Tx tx, List<HeldIncident> all) {
    List<Line> lines = new ArrayList<>();
    for (HeldIncident one : all) {
      for (int i = 0; i < one.changes.size(); i++) {
        lines.add(new Line(one, one.changesBefore + i + 1, one.changes.get(i)));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into alerting.incident_change (incident_id, number, tenant_id, kind, by, time, note)
        select * from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[],
          $6::timestamptz[], $7::text[])""",
        Tuple.tuple()
            .addValue(column(lines, UUID[]::new, line -> line.incident.id))
            .addValue(column(lines, Integer[]::new, Line::number))
            .addValue(column(lines, String[]::new, line -> line.incident.tenantId))
            .addValue(column(lines, Integer[]::new, line -> line.change.kind().ordinal() + 1))
            .addValue(column(lines, String[]::new, line -> line.change.by()))
            .addValue(column(lines, OffsetDateTime[]::new, line -> utc(line.change.time())))
            .addValue(column(lines, String[]::new, line -> line.change.note())));
  }

  /** Who takes care of an incident takes care of its alerts. */
  private static void answered(Tx tx, List<HeldIncident> answered) {
    if (!answered.isEmpty()) {
      tx.send(
          """
          update alerting.alert a set state = 2, acknowledged_by = i.by
          from unnest($1::uuid[], $2::text[]) as i(incident_id, by)
          where a.incident_id = i.incident_id and a.state = 1""",
          Tuple.tuple()
              .addValue(column(answered, UUID[]::new, one -> one.id))
              .addValue(column(answered, String[]::new, HeldIncident::answeredBy)));
    }
  }

  private static void fireAgain(Tx tx, List<HeldIncident> firing) {
    if (!firing.isEmpty()) {
      tx.send(
          """
          update alerting.alert set state = 1, acknowledged_by = ''
          where incident_id = any($1) and state = 2""",
          Tuple.of(column(firing, UUID[]::new, one -> one.id)));
    }
  }

  /** Messages that say where these stand say something old now. */
  private static void showInChannels(Tx tx, List<HeldIncident> changed) {
    if (!changed.isEmpty()) {
      tx.send(
          """
          update alerting.posted_message set wanted = wanted + 1, next_at = clock_timestamp()
          where incident_id = any($1)""",
          Tuple.of(column(changed, UUID[]::new, one -> one.id)));
    }
  }

  /** One column of some rows; null stays null. */
  private static <T> Object column(
      List<T> rows,
      IntFunction<? extends @Nullable Object[]> made,
      Function<T, @Nullable Object> field) {
    @Nullable Object[] column = made.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = field.apply(rows.get(i));
    }
    return column;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
