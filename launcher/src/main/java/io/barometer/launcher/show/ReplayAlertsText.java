package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.ComparedAlert;
import io.barometer.proto.alerting.v1.RuleComparison;
import java.util.ArrayList;
import java.util.List;

/** The alerts under both models of a replay, for people and for programs. */
public final class ReplayAlertsText {
  private ReplayAlertsText() {}

  /** A line per rule, then a line per alert that only one of the models raises. */
  public static List<String> lines(Terminal terminal, CompareAlertsResponse compared) {
    Table rules =
        new Table()
            .column("Rule", Align.FLEXIBLE)
            .column("Urgency", Align.LEFT)
            .column("Baseline", Align.RIGHT)
            .column("Candidate", Align.RIGHT)
            .column("Gone", Align.RIGHT)
            .column("Come", Align.RIGHT);
    for (RuleComparison rule : compared.getRulesList()) {
      rules
          .row()
          .cell(rule.getTitle())
          .cell(AlertText.word(rule.getSeverity().name(), "ALERT_SEVERITY_"))
          .cell(String.valueOf(rule.getBaseline()))
          .cell(String.valueOf(rule.getCandidate()))
          .cell(String.valueOf(rule.getGone()), rule.getGone() > 0 ? Colour.GREEN : Colour.NONE)
          .cell(String.valueOf(rule.getCome()), rule.getCome() > 0 ? Colour.RED : Colour.NONE);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Alerts from %s to %s, %d accounts, the rules as they are now"
            .formatted(
                Days.day(compared.getFirstDate()),
                Days.day(compared.getLastDate()),
                compared.getAccounts()));
    lines.addAll(rules.lines(terminal));
    if (compared.getAlertsCount() > 0) {
      lines.add("");
      lines.addAll(alerts(compared).lines(terminal));
    }
    int more = compared.getTotalAlerts() - compared.getAlertsCount();
    if (more > 0) {
      lines.add("%d more; name them with --limit.".formatted(more));
    }
    return lines;
  }

  private static Table alerts(CompareAlertsResponse compared) {
    Table table =
        new Table()
            .column("", Align.LEFT)
            .column("Fires", Align.LEFT)
            .column("Resolved", Align.LEFT)
            .column("Account", Align.LEFT)
            .column("Rule", Align.FLEXIBLE);
    for (ComparedAlert alert : compared.getAlertsList()) {
      table
          .row()
          .cell(alert.getCome() ? "come" : "gone", alert.getCome() ? Colour.RED : Colour.GREEN)
          .cell(Days.day(alert.getFiredDate()).toString())
          .cell(resolved(alert).isEmpty() ? "open" : resolved(alert))
          .cell(SafeText.line(alert.getAccountId()))
          .cell(alert.getRule())
          .below(alert.getReason());
    }
    return table;
  }

  private static String resolved(ComparedAlert alert) {
    return alert.hasResolvedDate() ? Days.day(alert.getResolvedDate()).toString() : "";
  }

  /** The same for programs; the keys are a contract, documented in docs/command-line.md. */
  public static ObjectNode json(CompareAlertsResponse compared) {
    ObjectNode json = JsonText.object();
    json.put("first_date", Days.day(compared.getFirstDate()).toString());
    json.put("last_date", Days.day(compared.getLastDate()).toString());
    json.put("accounts", compared.getAccounts());
    ArrayNode rules = json.putArray("rules");
    for (RuleComparison rule : compared.getRulesList()) {
      rules
          .addObject()
          .put("rule", rule.getRule())
          .put("severity", AlertText.word(rule.getSeverity().name(), "ALERT_SEVERITY_"))
          .put("baseline", rule.getBaseline())
          .put("candidate", rule.getCandidate())
          .put("gone", rule.getGone())
          .put("come", rule.getCome());
    }
    json.put("total_alerts", compared.getTotalAlerts());
    ArrayNode alerts = json.putArray("alerts");
    for (ComparedAlert alert : compared.getAlertsList()) {
      ObjectNode one = alerts.addObject();
      one.put("rule", alert.getRule()).put("account", alert.getAccountId());
      one.put("come", alert.getCome());
      one.put("fired_date", Days.day(alert.getFiredDate()).toString());
      JsonText.text(one, "resolved_date", resolved(alert));
      one.put("reason", alert.getReason());
    }
    return json;
  }
}
