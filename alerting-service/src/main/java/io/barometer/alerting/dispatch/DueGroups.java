package io.barometer.alerting.dispatch;

import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.route.KnownRoutings;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.alerting.silence.SilenceRows;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.routing.group.Flush;
import io.barometer.routing.group.GroupPolicy;
import io.barometer.routing.group.Member;
import io.barometer.routing.group.Member.Told;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.quiet.Quiet;
import io.barometer.routing.route.Branch;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Looks at the groups that are due: decides by {@link GroupPolicy} and writes notices and
 * deliveries with the group's new state in one transaction, so that a crash loses and doubles
 * nothing. Groups that another instance looks at are skipped.
 */
@ApplicationScoped
class DueGroups {
  private static final int MOST = 500;

  private final Transactions transactions;
  private final KnownRoutings routings = new KnownRoutings();

  DueGroups(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  /** What a batch of groups is decided by. */
  private record Situation(
      Instant now,
      Map<String, TenantRouting> routings,
      Map<String, Map<String, Receiver>> receivers,
      Map<UUID, List<Alert>> members,
      Map<String, Quiet> quiet,
      Firing firing) {}

  /**
   * The alerts that may keep others quiet.
   *
   * @param byAccount of each tenant's account; of the account without a name all of the tenant's,
   *     where an inhibition looks beyond the account
   */
  private record Firing(boolean sameAccount, Map<String, Map<String, List<Labels>>> byAccount) {
    List<Labels> beside(String tenantId, Labels alert) {
      return byAccount
          .getOrDefault(tenantId, Map.of())
          .getOrDefault(sameAccount ? alert.text(Label.ACCOUNT) : "", List.of());
    }
  }

  private record Alert(Member member, Labels labels, Instant firedTime) {}

  /** Looks at some groups; returns at how many, 0 when none is due. */
  int look(Instant now) {
    return transactions.call(tx -> look(tx, now));
  }

  private int look(Tx tx, Instant now) {
    List<GroupRows.Stored> due = new ArrayList<>();
    for (Row row :
        tx.query(
            "select "
                + GroupRows.COLUMNS
                + """
                 from alerting.alert_group where due_at <= $1
                order by due_at limit $2 for update skip locked""",
            Tuple.of(now.atOffset(ZoneOffset.UTC), MOST))) {
      due.add(GroupRows.stored(row));
    }
    if (!due.isEmpty()) {
      Situation situation = situation(tx, due, now);
      Decisions decisions = new Decisions(now);
      due.forEach(group -> decide(group, situation, decisions));
      decisions.write(tx);
    }
    return due.size();
  }

  private static void decide(GroupRows.Stored group, Situation situation, Decisions decisions) {
    TenantRouting routing = Objects.requireNonNull(situation.routings.get(group.tenantId()));
    Optional<Branch> branch = routing.tree().branch(group.path());
    if (branch.isEmpty()) {
      decisions.end(group);
      return;
    }
    List<Alert> alerts = situation.members.getOrDefault(group.id(), List.of());
    Quiet quiet = Objects.requireNonNull(situation.quiet.get(group.tenantId()));
    List<Member> members = new ArrayList<>();
    for (Alert alert : alerts) {
      List<Labels> others = situation.firing.beside(group.tenantId(), alert.labels);
      Member m = alert.member;
      boolean hushed = m.quiet() || quiet.reason(alert.labels, others, situation.now).isPresent();
      members.add(new Member(m.alert(), m.firing(), hushed, m.acknowledged(), m.told()));
    }
    boolean closed = routing.closedBy(branch.get(), situation.now).isPresent();
    Flush flush = GroupPolicy.look(group.group(), branch.get(), members, closed, situation.now);
    Instant newest =
        alerts.stream().map(Alert::firedTime).max(Instant::compareTo).orElse(Instant.EPOCH);
    decisions.add(
        group, flush, newest, situation.receivers.getOrDefault(group.tenantId(), Map.of()));
  }

  private Situation situation(Tx tx, List<GroupRows.Stored> due, Instant now) {
    Set<String> tenants = new TreeSet<>();
    due.forEach(group -> tenants.add(group.tenantId()));
    Map<String, TenantRouting> routings = this.routings.load(tx, tenants);
    Map<String, Map<String, Receiver>> receivers = new HashMap<>();
    tenants.forEach(tenant -> receivers.put(tenant, ReceiverRows.all(tx, tenant)));
    Map<UUID, List<Alert>> members = members(tx, due, now);
    var silences = SilenceRows.holding(tx, tenants, now);
    Map<String, Quiet> quiet = new HashMap<>();
    routings.forEach(
        (tenant, routing) ->
            quiet.put(
                tenant,
                new Quiet(silences.getOrDefault(tenant, List.of()), routing.inhibitions())));
    return new Situation(now, routings, receivers, members, quiet, firing(tx, routings, members));
  }

  /** Those of a snoozed incident are quiet until it wakes. */
  private static Map<UUID, List<Alert>> members(Tx tx, List<GroupRows.Stored> due, Instant now) {
    Map<UUID, List<Alert>> members = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select m.group_id, m.alert_id, m.told, a.state, a.labels::text, a.fired_time,
              i.state = 3 and i.snoozed_until > $2
            from alerting.group_member m
            join alerting.alert a on a.alert_id = m.alert_id
            join alerting.incident i on i.incident_id = a.incident_id
            where m.group_id = any($1) order by a.fired_time, a.alert_id""",
            Tuple.of(
                due.stream().map(GroupRows.Stored::id).toArray(UUID[]::new),
                now.atOffset(ZoneOffset.UTC)))) {
      int state = row.getInteger(3);
      Told told = Told.values()[row.getInteger(2)];
      members
          .computeIfAbsent(row.getUUID(0), id -> new ArrayList<>())
          .add(
              new Alert(
                  new Member(row.getUUID(1), state < 3, row.getBoolean(6), state == 2, told),
                  LabelsJson.labels(row.getString(4)),
                  row.getOffsetDateTime(5).toInstant()));
    }
    return members;
  }

  private static Firing firing(
      Tx tx, Map<String, TenantRouting> routings, Map<UUID, List<Alert>> members) {
    Set<String> tenants = new TreeSet<>();
    boolean sameAccount = true;
    for (var entry : routings.entrySet()) {
      if (!entry.getValue().inhibitions().isEmpty()) {
        tenants.add(entry.getKey());
        sameAccount &=
            entry.getValue().inhibitions().stream()
                .allMatch(inhibition -> inhibition.equal().contains(Label.ACCOUNT));
      }
    }
    Set<String> accounts = new TreeSet<>();
    members
        .values()
        .forEach(alerts -> alerts.forEach(alert -> accounts.add(alert.labels.text(Label.ACCOUNT))));
    Firing firing = new Firing(sameAccount, new HashMap<>());
    if (!tenants.isEmpty()) {
      for (Row row :
          tx.query(
              """
              select tenant_id, account_id, labels::text from alerting.alert
              where tenant_id = any($1) and state < 3 and ($2 is false or account_id = any($3))""",
              Tuple.of(
                  tenants.toArray(String[]::new), sameAccount, accounts.toArray(String[]::new)))) {
        firing
            .byAccount
            .computeIfAbsent(row.getString(0), tenant -> new HashMap<>())
            .computeIfAbsent(sameAccount ? row.getString(1) : "", account -> new ArrayList<>())
            .add(LabelsJson.labels(row.getString(2)));
      }
    }
    return firing;
  }
}
