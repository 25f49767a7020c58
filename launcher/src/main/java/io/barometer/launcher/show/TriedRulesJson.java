package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.type.Date;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TriedRule;
import io.barometer.proto.alerting.v1.TryRulesResponse;

/** What rules would have told on past days, for programs; documented in docs/command-line.md. */
public final class TriedRulesJson {
  private TriedRulesJson() {}

  /** One object. */
  public static ObjectNode of(TryRulesResponse tried) {
    ObjectNode json = JsonText.object();
    date(json, "first_date", tried.hasFirstDate(), tried.getFirstDate());
    date(json, "last_date", tried.hasLastDate(), tried.getLastDate());
    json.put("accounts", tried.getAccounts()).put("follow_days", tried.getFollowDays());
    ArrayNode rules = json.putArray("rules");
    tried.getRulesList().forEach(rule -> rules.add(of(rule)));
    json.put("total_alerts", tried.getTotalAlerts());
    ArrayNode alerts = json.putArray("alerts");
    tried.getAlertsList().forEach(alert -> alerts.add(of(alert)));
    return json;
  }

  private static ObjectNode of(TriedRule rule) {
    ObjectNode json = JsonText.object().put("rule", rule.getRule().getName());
    json.put("fired", rule.getFired()).put("accounts", rule.getAccounts());
    rule.getFiredByWeekList().forEach(json.putArray("fired_by_week")::add);
    json.put("churned", rule.getChurned())
        .put("renewed", rule.getRenewed())
        .put("recovered", rule.getRecovered())
        .put("open", rule.getOpen());
    if (rule.hasMedianLeadDays()) {
      json.put("median_lead_days", rule.getMedianLeadDays());
    } else {
      json.putNull("median_lead_days");
    }
    return json.put("all_churned", rule.getAllChurned())
        .put("churned_warned", rule.getChurnedWarned());
  }

  private static ObjectNode of(TriedAlert alert) {
    ObjectNode json =
        JsonText.object().put("rule", alert.getRule()).put("account", alert.getAccountId());
    json.put("fired_date", Days.day(alert.getFiredDate()).toString());
    date(json, "resolved_date", alert.hasResolvedDate(), alert.getResolvedDate());
    json.put("reason", alert.getReason());
    JsonText.text(
        json, "outcome", alert.getOutcomeValue() == 0 ? "" : TriedRulesText.outcome(alert));
    date(json, "outcome_date", alert.hasOutcomeDate(), alert.getOutcomeDate());
    return json;
  }

  private static void date(ObjectNode json, String key, boolean known, Date date) {
    JsonText.text(json, key, known ? Days.day(date).toString() : "");
  }
}
