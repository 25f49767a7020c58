package io.barometer.alerting.incident;

import io.barometer.alerting.alert.Ids;
import io.barometer.eventstore.Tx;
import io.barometer.routing.incident.Command;
import io.barometer.routing.incident.Incident;
import io.barometer.routing.incident.Incident.State;
import io.barometer.routing.incident.IncidentPolicy;
import io.barometer.routing.incident.Step;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that a transaction may change: the rows of their causes are locked, in order, so that
 * shards that find alerts of one cause at the same time, and people, wait for each other. The
 * number of statements does not depend on the number of alerts.
 */
public final class HeldIncidents {
  private final IncidentPolicy policy;
  private final Map<CauseKey, UUID> last = new HashMap<>();
  private final Map<UUID, HeldIncident> held = new LinkedHashMap<>();

  private HeldIncidents(IncidentPolicy policy) {
    this.policy = policy;
  }

  /** A cause of a tenant. */
  public record CauseKey(String tenantId, String cause) implements Comparable<CauseKey> {
    @Override
    public int compareTo(CauseKey other) {
      int tenants = tenantId.compareTo(other.tenantId);
      return tenants == 0 ? cause.compareTo(other.cause) : tenants;
    }
  }

  /**
   * Locks causes and reads the last incident of each.
   *
   * @param besides earlier incidents of these causes that are concerned too
   */
  public static HeldIncidents lock(
      Tx tx, IncidentPolicy policy, Collection<CauseKey> causes, Collection<UUID> besides) {
    HeldIncidents incidents = new HeldIncidents(policy);
    SortedSet<CauseKey> ordered = new TreeSet<>(causes);
    if (!ordered.isEmpty()) {
      incidents.lock(tx, ordered);
      incidents.read(tx, besides);
    }
    return incidents;
  }

  /** An alert fires; the incident that it belongs to. */
  public UUID fired(CauseKey cause, UUID alertId, int severity, Instant time) {
    HeldIncident before = held(last.get(cause));
    if (before != null && policy.joins(before.now(), time)) {
      before.take(policy.joined(before.now(), severity, time));
      before.alerts++;
      return before.id;
    }
    UUID id = Ids.incident(cause.tenantId(), cause.cause(), alertId);
    held.put(
        id,
        new HeldIncident(id, cause.tenantId(), cause.cause(), time, policy.opened(severity, time)));
    last.put(cause, id);
    return id;
  }

  /** An open alert of an incident is over. */
  public void ended(UUID incidentId, Instant time) {
    HeldIncident one = require(incidentId);
    one.take(policy.ended(one.now(), time));
  }

  /** A person says something; false when it cannot be said of an incident that is over. */
  public boolean said(UUID incidentId, Command command, Instant now) {
    HeldIncident one = require(incidentId);
    Optional<Step> step = policy.said(one.now(), command, now);
    step.ifPresent(one::take);
    return step.isPresent();
  }

  /** Time passed; the incidents that fire again. */
  List<UUID> passed(Instant now) {
    held.values().forEach(one -> one.take(policy.passed(one.now(), now)));
    return held.values().stream()
        .filter(HeldIncident::firesAgain)
        .map(incident -> incident.id)
        .toList();
  }

  /** Whether no later incident has the same cause. */
  boolean isLast(UUID incidentId) {
    return last.containsValue(incidentId);
  }

  /** The incident as it is now. */
  public Incident now(UUID incidentId) {
    return require(incidentId).now();
  }

  /** Who takes care of the incident; empty when nobody does. */
  public String acknowledgedBy(UUID incidentId) {
    Incident incident = now(incidentId);
    return incident.state() == State.ACKNOWLEDGED ? incident.acknowledgedBy() : "";
  }

  /** Writes what was decided, and what it means for the alerts. */
  public void write(Tx tx) {
    if (!held.isEmpty()) {
      IncidentTables.write(tx, held.values(), last);
    }
  }

  private void lock(Tx tx, SortedSet<CauseKey> causes) {
    String[] tenants = causes.stream().map(CauseKey::tenantId).toArray(String[]::new);
    String[] texts = causes.stream().map(CauseKey::cause).toArray(String[]::new);
    tx.send(
        """
        insert into alerting.incident_cause (tenant_id, cause)
        select * from unnest($1::text[], $2::text[]) on conflict do nothing""",
        Tuple.tuple().addValue(tenants).addValue(texts));
    for (Row row :
        tx.query(
            """
            select c.tenant_id, c.cause, c.incident_id
            from unnest($1::text[], $2::text[]) with ordinality as w(tenant_id, cause, place)
            join alerting.incident_cause c using (tenant_id, cause)
            order by w.place for update of c""",
            Tuple.tuple().addValue(tenants).addValue(texts))) {
      if (row.getUUID(2) != null) {
        last.put(new CauseKey(row.getString(0), row.getString(1)), row.getUUID(2));
      }
    }
  }

  /** Only now, with the causes locked, are the incidents what they will stay. */
  private void read(Tx tx, Collection<UUID> besides) {
    SortedSet<UUID> wanted = new TreeSet<>(besides);
    wanted.addAll(last.values());
    if (!wanted.isEmpty()) {
      for (Row row :
          tx.query(
              "select "
                  + HeldIncident.COLUMNS
                  + " from alerting.incident where incident_id = any($1)",
              Tuple.of((Object) wanted.toArray(UUID[]::new)))) {
        HeldIncident one = new HeldIncident(row);
        held.put(one.id, one);
      }
    }
  }

  private @Nullable HeldIncident held(@Nullable UUID id) {
    return id == null ? null : held.get(id);
  }

  private HeldIncident require(UUID id) {
    return Objects.requireNonNull(held.get(id), "the cause of the incident is not locked");
  }
}
