package io.barometer.alerting.evaluate;

import io.barometer.alerting.incident.HeldIncidents;
import io.barometer.alerting.incident.HeldIncidents.CauseKey;
import io.barometer.alerting.incident.IncidentSettings;
import io.barometer.eventstore.Tx;
import io.barometer.model.alert.Condition;
import io.barometer.model.alert.Transition;
import io.barometer.routing.incident.Cause;
import io.barometer.routing.incident.Causes;
import io.barometer.routing.incident.IncidentPolicy;
import io.barometer.routing.incident.Shipped;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the alerts of a batch into incidents. Alerts that are there already stay where they are, so
 * that what is evaluated again changes nothing.
 */
final class AlertIncidents {
  private final IncidentPolicy policy;
  private final Duration releaseWindow;
  private final ReleaseTable releases;

  AlertIncidents(IncidentSettings settings, ReleaseTable releases) {
    this.policy = new IncidentPolicy(settings.reopenWithin());
    this.releaseWindow = settings.releaseWindow();
    this.releases = releases;
  }

  /** Where an alert belongs. */
  record Place(UUID incident, CauseKey cause) {}

  /** What was decided of a batch: alerts that are new, and their incidents. */
  record Decided(HeldIncidents incidents, Map<UUID, Place> fired) {

    boolean isNew(Told told) {
      return told.transition() instanceof Transition.Fired && fired.containsKey(told.alertId());
    }

    Place place(Told told) {
      return Objects.requireNonNull(fired.get(told.alertId()));
    }

    String acknowledgedBy(Told told) {
      return incidents.acknowledgedBy(place(told).incident());
    }
  }

  /** An alert that was there before the batch. */
  private record Known(boolean open, Place place) {}

  /** Decides; nothing is written yet. */
  Decided decide(Tx tx, List<Told> told) {
    Map<UUID, Known> known = known(tx, told);
    Map<UUID, CauseKey> causes = causes(tx, told, known);
    Set<CauseKey> concerned = new TreeSet<>(causes.values());
    Set<UUID> besides = new TreeSet<>();
    known
        .values()
        .forEach(
            alert -> {
              concerned.add(alert.place.cause());
              besides.add(alert.place.incident());
            });
    Decided decided =
        new Decided(HeldIncidents.lock(tx, policy, concerned, besides), new HashMap<>());
    for (Told one : told) {
      CauseKey cause = causes.get(one.alertId());
      if (one.transition() instanceof Transition.Fired && cause != null) {
        int severity = one.transition().rule().severity().ordinal() + 1;
        UUID incident = decided.incidents.fired(cause, one.alertId(), severity, one.time());
        decided.fired.put(one.alertId(), new Place(incident, cause));
      } else if (one.ends()) {
        Place place = open(one.alertId(), known, decided.fired);
        if (place != null) {
          decided.incidents.ended(place.incident(), one.time());
        }
      }
    }
    return decided;
  }

  private static @Nullable Place open(UUID alert, Map<UUID, Known> known, Map<UUID, Place> fired) {
    Known before = known.get(alert);
    return before == null ? fired.get(alert) : before.open ? before.place : null;
  }

  private static Map<UUID, Known> known(Tx tx, List<Told> told) {
    Map<UUID, Known> known = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select a.alert_id, a.state < 3, a.incident_id, i.tenant_id, i.cause
            from alerting.alert a join alerting.incident i on i.incident_id = a.incident_id
            where a.alert_id = any($1)""",
            Tuple.of((Object) told.stream().map(Told::alertId).toArray(UUID[]::new)))) {
      CauseKey cause = new CauseKey(row.getString(3), row.getString(4));
      known.put(row.getUUID(0), new Known(row.getBoolean(1), new Place(row.getUUID(2), cause)));
    }
    return known;
  }

  /** The causes of the alerts that are new. */
  private Map<UUID, CauseKey> causes(Tx tx, List<Told> told, Map<UUID, Known> known) {
    List<Told> fired = new ArrayList<>();
    for (Told one : told) {
      if (one.transition() instanceof Transition.Fired && !known.containsKey(one.alertId())) {
        fired.add(one);
      }
    }
    Map<String, Causes> byTenant = shipped(tx, fired);
    Causes none = new Causes(List.of(), Duration.ZERO);
    Map<UUID, CauseKey> causes = new HashMap<>();
    for (Told one : fired) {
      String tenant = one.account().tenantId();
      Cause cause = byTenant.getOrDefault(tenant, none).of(finding(one));
      causes.put(one.alertId(), new CauseKey(tenant, cause.text()));
    }
    return causes;
  }

  private Map<String, Causes> shipped(Tx tx, List<Told> fired) {
    Set<String> tenants = new TreeSet<>();
    Instant first = Instant.MAX;
    for (Told one : fired) {
      if (finding(one).fall()) {
        tenants.add(one.account().tenantId());
        first = one.time().isBefore(first) ? one.time() : first;
      }
    }
    Map<String, Causes> causes = new HashMap<>();
    if (!tenants.isEmpty() && releaseWindow.isPositive()) {
      Map<String, List<Shipped>> found = releases.since(tx, tenants, first.minus(releaseWindow));
      found.forEach((tenant, shipped) -> causes.put(tenant, new Causes(shipped, releaseWindow)));
    }
    return causes;
  }

  private static Causes.Finding finding(Told told) {
    Condition condition = told.transition().rule().condition();
    String silent = condition instanceof Condition.Silence silence ? silence.signal() : null;
    return new Causes.Finding(told.account().accountId(), silent, isFall(condition), told.time());
  }

  private static boolean isFall(Condition condition) {
    return switch (condition) {
      case Condition.Drop _, Condition.Streak _ -> true;
      case Condition.Crossing crossing -> !crossing.comparison().upwards();
      case Condition.Standing standing -> !standing.comparison().upwards();
      case Condition.Sustained _, Condition.Renewal _, Condition.CoverageLost _ -> false;
      case Condition.Silence _, Condition.Happened _, Condition.Formula _ -> false;
    };
  }
}
