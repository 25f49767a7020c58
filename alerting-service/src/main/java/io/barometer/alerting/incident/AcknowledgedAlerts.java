package io.barometer.alerting.incident;

import io.barometer.alerting.incident.HeldIncidents.CauseKey;
import io.barometer.eventstore.Tx;
import io.barometer.routing.incident.Command;
import io.barometer.routing.incident.Incident.State;
import io.barometer.routing.incident.IncidentPolicy;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Alerts that people acknowledge one by one: with the last of them their incident is, too. */
@ApplicationScoped
public class AcknowledgedAlerts {
  private final IncidentPolicy policy;
  private final Clock clock = Clock.systemUTC();

  AcknowledgedAlerts(IncidentSettings settings) {
    this.policy = new IncidentPolicy(settings.reopenWithin());
  }

  /** Notes that somebody takes care of an alert; false when there is none or it is over. */
  public boolean acknowledge(Tx tx, UUID alert, String by) {
    for (Row row :
        tx.query(
            """
            select i.tenant_id, i.cause, i.incident_id from alerting.alert a
            join alerting.incident i on i.incident_id = a.incident_id
            where a.alert_id = $1""",
            Tuple.of(alert))) {
      CauseKey cause = new CauseKey(row.getString(0), row.getString(1));
      UUID id = row.getUUID(2);
      HeldIncidents incidents = HeldIncidents.lock(tx, policy, List.of(cause), List.of(id));
      return acknowledge(tx, incidents, id, alert, by);
    }
    return false;
  }

  private boolean acknowledge(Tx tx, HeldIncidents incidents, UUID id, UUID alert, String by) {
    int changed =
        tx.update(
            """
            update alerting.alert set state = 2, acknowledged_by = $2
            where alert_id = $1 and state < 3""",
            Tuple.of(alert, by));
    boolean all =
        tx.query(
                    "select from alerting.alert where incident_id = $1 and state = 1 limit 1",
                    Tuple.of(id))
                .rowCount()
            == 0;
    if (changed > 0 && all && incidents.now(id).state() == State.FIRING) {
      incidents.said(id, new Command.Acknowledge(by, ""), clock.instant());
      incidents.write(tx);
    }
    return changed > 0;
  }
}
