package io.barometer.alerting.incident;

import io.barometer.alerting.alert.AlertRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.AcknowledgeAlertResponse;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.GetAlertRequest;
import io.barometer.proto.alerting.v1.GetAlertResponse;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Lists, tells and acknowledges alerts. */
@ApplicationScoped
public class Alerts {

  private static final String MATCHING =
      """
      tenant_id = $1 and ($2 = '' or account_id = $2)
        and (cardinality($3::int[]) = 0 or state = any($3)) and fired_time >= $4""";

  private final TenantTransactions transactions;
  private final PageTokens tokens;
  private final AcknowledgedAlerts acknowledged;
  private final AuditTrail trail;

  Alerts(
      TenantTransactions transactions,
      PageTokens tokens,
      AcknowledgedAlerts acknowledged,
      AuditTrail trail) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.acknowledged = acknowledged;
    this.trail = trail;
  }

  /** A page of alerts, newest first. */
  public Uni<ListAlertsResponse> list(ListAlertsRequest request) {
    String tenantId = Caller.current().tenantId();
    AlertPage page = AlertPage.of(tenantId, request, tokens);
    return transactions.run(tenantId, tx -> list(tx, tenantId, page));
  }

  /** One alert. */
  public Uni<GetAlertResponse> get(GetAlertRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    UUID id = id(request.getAlertId(), violations);
    violations.throwIfAny();
    return transactions.run(
        tenantId, tx -> GetAlertResponse.newBuilder().setAlert(find(tx, id)).build());
  }

  /** Notes that somebody takes care of an alert that is not resolved. */
  public Uni<AcknowledgeAlertResponse> acknowledge(AcknowledgeAlertRequest request) {
    Caller caller = Caller.current();
    Violations violations = new Violations();
    UUID id = id(request.getAlertId(), violations);
    if (request.getAcknowledgedBy().isBlank()) {
      violations.add("acknowledged_by", ErrorReason.ERROR_REASON_REQUIRED, "say who takes care");
    }
    NameCheck.text("acknowledged_by", request.getAcknowledgedBy(), 200, violations);
    violations.throwIfAny();
    return transactions.run(caller.tenantId(), tx -> acknowledge(tx, caller, id, request));
  }

  private ListAlertsResponse list(Tx tx, String tenantId, AlertPage page) {
    NewestFirst rows = page.rows();
    long total =
        tx.query("select count(*) from alerting.alert where " + MATCHING, page.filter(tenantId))
            .iterator()
            .next()
            .getLong(0);
    List<Alert> alerts =
        AlertRows.withDeliveries(
            tx,
            tx.query(
                "select "
                    + AlertRows.COLUMNS
                    + " from alerting.alert where "
                    + MATCHING
                    + """
                     and (fired_time, alert_id) < ($5, $6)
                    order by fired_time desc, alert_id desc limit $7""",
                rows.addTo(page.filter(tenantId))));
    ListAlertsResponse.Builder response =
        ListAlertsResponse.newBuilder()
            .setTotalSize((int) total)
            .addAllAlerts(alerts.subList(0, Math.min(rows.size(), alerts.size())));
    if (alerts.size() > rows.size()) {
      Alert last = response.getAlerts(rows.size() - 1);
      response.setNextPageToken(
          rows.next(
              ProtoTime.utc(last.getFiredTime()), UUID.fromString(last.getAlertId()), tokens));
    }
    return response.build();
  }

  private AcknowledgeAlertResponse acknowledge(
      Tx tx, Caller caller, UUID id, AcknowledgeAlertRequest request) {
    Alert before = find(tx, id);
    boolean taken = acknowledged.acknowledge(tx, id, request.getAcknowledgedBy());
    Alert alert = find(tx, id);
    if (!taken) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("The alert is over: nobody needs to take care any more.")
          .meta("state", alert.getState().name().substring("ALERT_STATE_".length()));
    }
    boolean same =
        before.getState() == alert.getState()
            && before.getAcknowledgedBy().equals(alert.getAcknowledgedBy());
    if (!same) {
      trail.record(
          tx,
          caller,
          Change.of(AuditAction.AUDIT_ACTION_ALERT_ACKNOWLEDGED, "alert " + id, request));
    }
    return AcknowledgeAlertResponse.newBuilder().setAlert(alert).build();
  }

  private static Alert find(Tx tx, UUID id) {
    Alert alert = AlertRows.byId(tx, List.of(id)).get(id);
    if (alert == null) {
      throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no alert " + id + ".");
    }
    return alert;
  }

  private static UUID id(String id, Violations violations) {
    return NameCheck.id("alert_id", id, "name the alert", violations);
  }
}
