package io.barometer.alerting.dispatch;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.eventstore.Tx;
import io.barometer.routing.group.Group;
import io.barometer.routing.group.GroupPolicy;
import io.barometer.routing.match.Labels;
import io.barometer.routing.route.Branch;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Puts alerts into the groups in which they are told, and makes the groups due when one of their
 * alerts fires or is over. The number of statements does not depend on the number of alerts.
 */
public final class GroupMembers {
  private GroupMembers() {}

  /** An alert that fires. */
  public record Firing(String tenantId, UUID alertId, Labels labels) {}

  private record NewGroup(String tenantId, String path, String labels, List<UUID> members) {}

  /**
   * Notes what fired and what is over.
   *
   * @param routings of all tenants concerned
   */
  public static void write(
      Tx tx,
      Collection<Firing> fired,
      Collection<UUID> over,
      Map<String, TenantRouting> routings,
      Instant now) {
    TreeSet<UUID> changed = new TreeSet<>();
    join(tx, fired, routings, changed);
    if (!over.isEmpty()) {
      for (Row row :
          tx.query(
              "select distinct group_id from alerting.group_member where alert_id = any($1)",
              Tuple.of((Object) over.toArray(UUID[]::new)))) {
        changed.add(row.getUUID(0));
      }
    }
    if (!changed.isEmpty()) {
      makeDue(tx, changed, routings, now);
    }
  }

  /**
   * Puts a tenant's open alerts into the groups of another routing; they leave those in which they
   * are no longer.
   */
  public static void reroute(
      Tx tx, String tenantId, Collection<Firing> open, TenantRouting routing, Instant now) {
    Map<String, TenantRouting> routings = Map.of(tenantId, routing);
    List<UUID> groups = new ArrayList<>();
    List<UUID> alerts = new ArrayList<>();
    groups(open, routings)
        .forEach(
            (id, group) ->
                group
                    .members()
                    .forEach(
                        alert -> {
                          groups.add(id);
                          alerts.add(alert);
                        }));
    tx.send(
        """
        delete from alerting.group_member m using alerting.alert a
        where m.tenant_id = $1 and a.alert_id = m.alert_id and a.state < 3
          and not exists (
            select from unnest($2::uuid[], $3::uuid[]) as w(group_id, alert_id)
            where w.group_id = m.group_id and w.alert_id = m.alert_id)""",
        Tuple.of(tenantId, groups.toArray(UUID[]::new), alerts.toArray(UUID[]::new)));
    write(tx, open, List.of(), routings, now);
  }

  private static void join(
      Tx tx, Collection<Firing> fired, Map<String, TenantRouting> routings, TreeSet<UUID> changed) {
    SortedMap<UUID, NewGroup> groups = groups(fired, routings);
    if (!groups.isEmpty()) {
      write(tx, groups, changed);
    }
  }

  private static SortedMap<UUID, NewGroup> groups(
      Collection<Firing> fired, Map<String, TenantRouting> routings) {
    SortedMap<UUID, NewGroup> groups = new TreeMap<>();
    for (Firing alert : fired) {
      for (Branch branch : branches(routings, alert)) {
        String labels = LabelsJson.text(branch.group(alert.labels()));
        UUID id = Ids.group(alert.tenantId(), branch.path(), labels);
        groups
            .computeIfAbsent(
                id, g -> new NewGroup(alert.tenantId(), branch.path(), labels, new ArrayList<>()))
            .members()
            .add(alert.alertId());
      }
    }
    return groups;
  }

  private static List<Branch> branches(Map<String, TenantRouting> routings, Firing alert) {
    TenantRouting routing = routings.get(alert.tenantId());
    return routing == null
        ? List.of()
        : routing.tree().match(alert.labels()).stream()
            .filter(b -> !b.receivers().isEmpty() || !b.escalations().isEmpty())
            .toList();
  }

  private static void write(Tx tx, SortedMap<UUID, NewGroup> groups, TreeSet<UUID> changed) {
    tx.send(
        """
        insert into alerting.alert_group (group_id, tenant_id, path, labels)
        select id, tenant_id, path, labels::jsonb
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as g(id, tenant_id, path, labels)
        order by id
        on conflict do nothing""",
        Tuple.of(
            groups.keySet().toArray(UUID[]::new),
            groups.values().stream().map(NewGroup::tenantId).toArray(String[]::new),
            groups.values().stream().map(NewGroup::path).toArray(String[]::new),
            groups.values().stream().map(NewGroup::labels).toArray(String[]::new)));
    List<UUID> ids = new ArrayList<>();
    List<UUID> alerts = new ArrayList<>();
    List<String> tenants = new ArrayList<>();
    groups.forEach(
        (id, group) ->
            group
                .members()
                .forEach(
                    alert -> {
                      ids.add(id);
                      alerts.add(alert);
                      tenants.add(group.tenantId());
                    }));
    for (Row row :
        tx.query(
            """
            insert into alerting.group_member (group_id, alert_id, tenant_id)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[])
            on conflict do nothing returning group_id""",
            Tuple.of(
                ids.toArray(UUID[]::new),
                alerts.toArray(UUID[]::new),
                tenants.toArray(String[]::new)))) {
      changed.add(row.getUUID(0));
    }
  }

  private static void makeDue(
      Tx tx, TreeSet<UUID> changed, Map<String, TenantRouting> routings, Instant now) {
    List<UUID> ids = new ArrayList<>();
    List<OffsetDateTime> due = new ArrayList<>();
    for (Row row :
        tx.query(
            "select "
                + GroupRows.COLUMNS
                + " from alerting.alert_group where group_id = any($1) order by group_id for update",
            Tuple.of((Object) changed.toArray(UUID[]::new)))) {
      GroupRows.Stored stored = GroupRows.stored(row);
      TenantRouting routing = routings.get(stored.tenantId());
      if (routing != null) {
        routing
            .tree()
            .branch(stored.path())
            .map(branch -> GroupPolicy.changed(stored.group(), branch.timing(), now))
            .map(Group::dueAt)
            .ifPresent(
                at -> {
                  ids.add(stored.id());
                  due.add(at.atOffset(ZoneOffset.UTC));
                });
      }
    }
    tx.send(
        """
        update alerting.alert_group g set due_at = c.due_at
        from unnest($1::uuid[], $2::timestamptz[]) as c(group_id, due_at)
        where g.group_id = c.group_id""",
        Tuple.tuple()
            .addValue(ids.toArray(UUID[]::new))
            .addValue(due.toArray(OffsetDateTime[]::new)));
  }
}
