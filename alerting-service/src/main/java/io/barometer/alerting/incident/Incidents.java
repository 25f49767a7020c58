package io.barometer.alerting.incident;

import io.barometer.alerting.alert.AlertRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Caller;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.GetIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListIncidentsResponse;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.incident.Cause;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Lists and tells incidents. */
@ApplicationScoped
public class Incidents {
  private static final int MOST_ALERTS = 500;

  private final TenantTransactions transactions;
  private final PageTokens tokens;
  private final CausingChange change;

  Incidents(TenantTransactions transactions, PageTokens tokens, CausingChange change) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.change = change;
  }

  /** A page of incidents, the one that opened last first. */
  public Uni<ListIncidentsResponse> list(ListIncidentsRequest request) {
    String tenantId = Caller.current().tenantId();
    IncidentPage page = IncidentPage.of(tenantId, request, tokens);
    return transactions.run(tenantId, tx -> list(tx, tenantId, page));
  }

  /** One incident, with the ledger of what caused it. */
  public Uni<GetIncidentResponse> get(GetIncidentRequest request) {
    String tenantId = Caller.current().tenantId();
    BearerCredentials caller = BearerCredentials.ofCaller();
    Violations violations = new Violations();
    UUID id = NameCheck.id("incident_id", request.getIncidentId(), "name the incident", violations);
    violations.throwIfAny();
    return transactions.run(tenantId, tx -> get(tx, id)).map(found -> explained(caller, found));
  }

  private ListIncidentsResponse list(Tx tx, String tenantId, IncidentPage page) {
    NewestFirst rows = page.rows();
    long total =
        tx.query(
                "select count(*) from alerting.incident i where " + IncidentPage.MATCHING,
                page.filter(tenantId))
            .iterator()
            .next()
            .getLong(0);
    List<Incident> found =
        IncidentRows.select(
            tx,
            IncidentPage.MATCHING
                + """
                 and (i.opened_time, i.incident_id) < ($6, $7)
                order by i.opened_time desc, i.incident_id desc limit $8""",
            rows.addTo(page.filter(tenantId)));
    ListIncidentsResponse.Builder response =
        ListIncidentsResponse.newBuilder()
            .setTotalSize((int) total)
            .addAllIncidents(found.subList(0, Math.min(rows.size(), found.size())));
    if (found.size() > rows.size()) {
      Incident last = response.getIncidents(rows.size() - 1);
      response.setNextPageToken(
          rows.next(
              ProtoTime.utc(last.getOpenedTime()), UUID.fromString(last.getIncidentId()), tokens));
    }
    return response.build();
  }

  private static GetIncidentResponse get(Tx tx, UUID id) {
    Incident incident = IncidentRows.find(tx, id).orElseThrow(() -> unknown(id));
    List<UUID> ids = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select alert_id from alerting.alert where incident_id = $1
            order by fired_time desc, alert_id desc limit $2""",
            Tuple.of(id, MOST_ALERTS))) {
      ids.add(row.getUUID(0));
    }
    Map<UUID, Alert> alerts = AlertRows.byId(tx, ids);
    List<Alert> ordered = ids.stream().map(one -> Objects.requireNonNull(alerts.get(one))).toList();
    return GetIncidentResponse.newBuilder()
        .setIncident(incident)
        .addAllAlerts(ordered)
        .addAllAccounts(ConcernedAccounts.of(ordered))
        .addAllHistory(IncidentRows.history(tx, id))
        .build();
  }

  private GetIncidentResponse explained(BearerCredentials caller, GetIncidentResponse found) {
    GetIncidentResponse.Builder response = found.toBuilder();
    if (Cause.spansAccounts(found.getIncident().getCause())) {
      response.setNoLedgerBecause("The cause is over accounts: each account tells its change.");
    } else {
      change.tell(caller, found.getAlerts(found.getAlertsCount() - 1), response);
    }
    return response.build();
  }

  static Refusal unknown(UUID id) {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no incident " + id + ".");
  }
}
