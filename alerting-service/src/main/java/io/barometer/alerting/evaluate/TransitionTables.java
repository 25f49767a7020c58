package io.barometer.alerting.evaluate;

import io.barometer.alerting.dispatch.GroupMembers;
import io.barometer.alerting.playbook.BegunRuns;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.eventstore.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes transitions: the decisions, the alerts, and the intents to tell receivers and engines. */
final class TransitionTables {

  private final Clock clock = Clock.systemUTC();
  private final AlertIncidents incidents;

  TransitionTables(AlertIncidents incidents) {
    this.incidents = incidents;
  }

  void write(Tx tx, int shard, List<Told> told) {
    if (told.isEmpty()) {
      return;
    }
    transitions(tx, shard, told);
    AlertIncidents.Decided decided = incidents.decide(tx, told);
    fired(tx, told.stream().filter(decided::isNew).toList(), decided);
    decided.incidents().write(tx);
    ended(tx, told.stream().filter(Told::ends).toList());
    Deliveries.of(told).write(tx);
    groups(tx, told, decided);
    runs(tx, told, decided);
  }

  /** What is evaluated again begins no run: it began when it was evaluated first. */
  private void runs(Tx tx, List<Told> told, AlertIncidents.Decided decided) {
    BegunRuns.cancel(
        tx, told.stream().filter(Told::ends).map(Told::alertId).toList(), clock.instant());
    List<BegunRuns.Firing> fired = new ArrayList<>();
    for (Told one : told) {
      if (decided.isNew(one) && !one.again() && mayBegin(one)) {
        fired.add(
            new BegunRuns.Firing(
                one.account().tenantId(),
                one.alertId(),
                one.labels(decided.place(one).cause().cause()),
                one.time(),
                one.config().playbooks(),
                one.config().receivers(),
                one.traceParent()));
      }
    }
    BegunRuns.begin(tx, fired, clock.instant());
  }

  private static boolean mayBegin(Told told) {
    return !told.transition().rule().playbook().isEmpty()
        || !told.config().playbooks().definitions().isEmpty();
  }

  private static void transitions(Tx tx, int shard, List<Told> told) {
    Columns columns = new Columns(told);
    tx.send(
        """
        insert into alerting.transition
          (alert_id, about, tenant_id, shard, sequence, time, reason, score)
        select alert_id, about, tenant_id, $1, sequence, time, reason, score
        from unnest($2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::timestamptz[],
          $7::text[], $8::bytea[])
          as t(alert_id, about, tenant_id, sequence, time, reason, score)
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(shard)
            .addValue(columns.alertIds)
            .addValue(columns.abouts)
            .addValue(columns.tenants)
            .addValue(columns.sequences)
            .addValue(columns.times)
            .addValue(columns.reasons)
            .addValue(columns.scores));
  }

  private static void fired(Tx tx, List<Told> told, AlertIncidents.Decided decided) {
    if (told.isEmpty()) {
      return;
    }
    Columns columns = new Columns(told);
    tx.send(
        """
        insert into alerting.alert
          (alert_id, tenant_id, account_id, rule, title, severity, playbook, state, fired_time,
           score, reason, labels, incident_id, acknowledged_by)
        select alert_id, tenant_id, account_id, rule, title, severity, playbook,
          case when acknowledged_by = '' then 1 else 2 end, time, score, reason, labels::jsonb,
          incident_id, acknowledged_by
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
          $7::text[], $8::timestamptz[], $9::bytea[], $10::text[], $11::text[], $12::uuid[],
          $13::text[])
          as f(alert_id, tenant_id, account_id, rule, title, severity, playbook, time, score, reason,
            labels, incident_id, acknowledged_by)
        on conflict do nothing""",
        Tuple.tuple()
            .addValue(columns.alertIds)
            .addValue(columns.tenants)
            .addValue(columns.accounts)
            .addValue(columns.rules)
            .addValue(columns.titles)
            .addValue(columns.severities)
            .addValue(columns.playbooks)
            .addValue(columns.times)
            .addValue(columns.scores)
            .addValue(columns.reasons)
            .addValue(
                told.stream()
                    .map(t -> LabelsJson.text(t.labels(decided.place(t).cause().cause())))
                    .toArray(String[]::new))
            .addValue(told.stream().map(t -> decided.place(t).incident()).toArray(UUID[]::new))
            .addValue(told.stream().map(decided::acknowledgedBy).toArray(String[]::new)));
  }

  /** What is evaluated again tells nobody. */
  private void groups(Tx tx, List<Told> told, AlertIncidents.Decided decided) {
    Map<String, TenantRouting> routings = new HashMap<>();
    List<GroupMembers.Firing> fired = new ArrayList<>();
    List<UUID> over = new ArrayList<>();
    for (Told one : told) {
      TenantRouting routing = one.config().routing();
      if (!one.again() && routing.tellsSomebody()) {
        routings.put(one.account().tenantId(), routing);
        if (decided.isNew(one)) {
          fired.add(
              new GroupMembers.Firing(
                  one.account().tenantId(),
                  one.alertId(),
                  one.labels(decided.place(one).cause().cause())));
        } else if (one.ends()) {
          over.add(one.alertId());
        }
      }
    }
    GroupMembers.write(tx, fired, over, routings, clock.instant());
  }

  private static void ended(Tx tx, List<Told> told) {
    if (told.isEmpty()) {
      return;
    }
    Columns columns = new Columns(told);
    tx.send(
        """
        update alerting.alert a set state = r.state, resolved_time = r.time
        from unnest($1::uuid[], $2::timestamptz[], $3::int[]) as r(alert_id, time, state)
        where a.alert_id = r.alert_id and a.state < 3""",
        Tuple.of(columns.alertIds, columns.times, columns.abouts));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** The transitions column by column, as unnest takes them. */
  private static final class Columns {
    final UUID[] alertIds;
    final Integer[] abouts;
    final String[] tenants;
    final String[] accounts;
    final String[] rules;
    final String[] titles;
    final Integer[] severities;
    final String[] playbooks;
    final Long[] sequences;
    final OffsetDateTime[] times;
    final String[] reasons;
    final Buffer[] scores;

    Columns(List<Told> told) {
      alertIds = told.stream().map(Told::alertId).toArray(UUID[]::new);
      abouts = told.stream().map(Told::about).toArray(Integer[]::new);
      tenants = told.stream().map(t -> t.account().tenantId()).toArray(String[]::new);
      accounts = told.stream().map(t -> t.account().accountId()).toArray(String[]::new);
      rules = told.stream().map(t -> t.transition().rule().name()).toArray(String[]::new);
      titles = told.stream().map(t -> t.transition().rule().title()).toArray(String[]::new);
      severities =
          told.stream()
              .map(t -> t.transition().rule().severity().ordinal() + 1)
              .toArray(Integer[]::new);
      playbooks = told.stream().map(t -> t.transition().rule().playbook()).toArray(String[]::new);
      sequences = told.stream().map(Told::sequence).toArray(Long[]::new);
      times = told.stream().map(t -> time(t.time())).toArray(OffsetDateTime[]::new);
      reasons = told.stream().map(t -> t.transition().reason()).toArray(String[]::new);
      scores =
          told.stream().map(t -> Buffer.buffer(t.score().toByteArray())).toArray(Buffer[]::new);
    }
  }
}
