package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentAccount;
import io.barometer.proto.alerting.v1.IncidentChange;

/** Incidents for programs: the keys are a contract, documented in docs/command-line.md. */
public final class IncidentJson {
  private IncidentJson() {}

  /** One. */
  public static ObjectNode of(Incident incident) {
    ObjectNode json =
        JsonText.object()
            .put("incident", incident.getIncidentId())
            .put("cause", incident.getCause())
            .put("state", IncidentText.stateWord(incident))
            .put("severity", IncidentText.severity(incident))
            .put("opened", Days.iso(incident.getOpenedTime()));
    time(json, "resolved", incident.hasResolvedTime(), incident.getResolvedTime());
    time(json, "snoozed_until", incident.hasSnoozedUntilTime(), incident.getSnoozedUntilTime());
    JsonText.text(json, "acknowledged_by", incident.getAcknowledgedBy());
    JsonText.text(json, "assignee", incident.getAssignee());
    json.put("open_alerts", incident.getOpenAlerts()).put("alerts", incident.getAlerts());
    json.put("accounts", incident.getAccounts());
    incident.getAccountIdsList().forEach(json.putArray("account_ids")::add);
    return json;
  }

  /** One, with everything that belongs to it. */
  public static ObjectNode of(GetIncidentResponse found) {
    ObjectNode json = of(found.getIncident());
    ArrayNode alerts = json.putArray("all_alerts");
    found.getAlertsList().forEach(alert -> alerts.add(AlertJson.of(alert)));
    ArrayNode accounts = json.putArray("all_accounts");
    found.getAccountsList().forEach(account -> accounts.add(account(account)));
    ArrayNode history = json.putArray("history");
    found.getHistoryList().forEach(change -> history.add(change(change)));
    json.set("ledger", found.hasLedger() ? LedgerJson.of(found.getLedger()) : null);
    JsonText.text(json, "no_ledger_because", found.getNoLedgerBecause());
    return json;
  }

  private static ObjectNode account(IncidentAccount account) {
    ObjectNode json =
        JsonText.object().put("account", account.getAccountId()).put("name", account.getName());
    JsonText.points(json, "score", account.hasTenths(), account.getTenths());
    JsonText.points(json, "change_7d", account.hasChangeTenths(), account.getChangeTenths());
    return json;
  }

  private static ObjectNode change(IncidentChange change) {
    ObjectNode json =
        JsonText.object()
            .put("time", Days.iso(change.getTime()))
            .put("kind", IncidentText.kind(change));
    JsonText.text(json, "by", change.getBy());
    JsonText.text(json, "note", change.getNote());
    return json;
  }

  private static void time(ObjectNode json, String key, boolean known, Timestamp time) {
    JsonText.text(json, key, known ? Days.iso(time) : "");
  }
}
