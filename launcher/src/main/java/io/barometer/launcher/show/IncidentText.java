package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentAccount;
import io.barometer.proto.alerting.v1.IncidentChange;
import java.util.ArrayList;
import java.util.List;

/** Incidents for people. */
public final class IncidentText {
  private static final int LINE = 400;

  private IncidentText() {}

  /** A line per incident, and below it the id. */
  public static List<String> table(Terminal terminal, List<Incident> incidents) {
    Table table =
        new Table()
            .column("Opened", Align.LEFT)
            .column("Urgency", Align.LEFT)
            .column("Cause", Align.FLEXIBLE)
            .column("Alerts", Align.RIGHT)
            .column("State", Align.FLEXIBLE);
    for (Incident incident : incidents) {
      table
          .row()
          .cell(Days.minute(incident.getOpenedTime()))
          .cell(severity(incident))
          .cell(incident.getCause())
          .cell(incident.getOpenAlerts() + " of " + incident.getAlerts())
          .cell(state(incident))
          .below(incident.getIncidentId());
    }
    return table.lines(terminal);
  }

  /** One, with everything that belongs to it. */
  public static List<String> whole(Terminal terminal, GetIncidentResponse found) {
    Incident incident = found.getIncident();
    List<String> lines = new ArrayList<>();
    lines.add(
        SafeText.line(
            "%s  %s, %s, since %s"
                .formatted(
                    incident.getCause(),
                    severity(incident),
                    state(incident),
                    Days.minute(incident.getOpenedTime())),
            LINE));
    lines.add("");
    lines.addAll(AlertText.table(terminal, found.getAlertsList()));
    if (incident.getAccounts() > 1) {
      lines.add("");
      lines.addAll(accounts(terminal, found.getAccountsList()));
    }
    lines.add("");
    lines.addAll(history(terminal, found.getHistoryList()));
    lines.add("");
    if (found.hasLedger()) {
      lines.addAll(LedgerText.lines(terminal, found.getLedger(), false));
    } else {
      lines.addAll(Paragraph.lines(terminal, "", "No ledger: " + found.getNoLedgerBecause()));
    }
    return lines;
  }

  /** Where it stands. */
  public static String line(Incident incident) {
    return SafeText.line(
        "%s (%d of %d alerts open): %s"
            .formatted(
                incident.getCause(),
                incident.getOpenAlerts(),
                incident.getAlerts(),
                state(incident)),
        LINE);
  }

  private static List<String> accounts(Terminal terminal, List<IncidentAccount> accounts) {
    Table table =
        new Table()
            .column("Account", Align.FLEXIBLE)
            .column("Score", Align.RIGHT)
            .column("7 days", Align.RIGHT);
    for (IncidentAccount account : accounts) {
      table
          .row()
          .cell(account.getName().isBlank() ? account.getAccountId() : account.getName())
          .cell(account.hasTenths() ? Points.decimal(account.getTenths()).toPlainString() : "–")
          .cell(account.hasChangeTenths() ? Points.change(account.getChangeTenths()) : "–");
    }
    return table.lines(terminal);
  }

  private static List<String> history(Terminal terminal, List<IncidentChange> history) {
    Table table =
        new Table()
            .column("When", Align.LEFT)
            .column("What", Align.LEFT)
            .column("Who", Align.FLEXIBLE)
            .column("Note", Align.FLEXIBLE);
    for (IncidentChange change : history) {
      table
          .row()
          .cell(Days.minute(change.getTime()))
          .cell(kind(change))
          .cell(change.getBy())
          .cell(change.getNote());
    }
    return table.lines(terminal);
  }

  static String severity(Incident incident) {
    return AlertText.word(incident.getSeverity().name(), "ALERT_SEVERITY_");
  }

  static String kind(IncidentChange change) {
    return AlertText.word(change.getKind().name(), "INCIDENT_CHANGE_KIND_");
  }

  static String stateWord(Incident incident) {
    return AlertText.word(incident.getState().name(), "INCIDENT_STATE_");
  }

  private static String state(Incident incident) {
    String state =
        switch (incident.getState()) {
          case INCIDENT_STATE_ACKNOWLEDGED -> "acknowledged by " + incident.getAcknowledgedBy();
          case INCIDENT_STATE_SNOOZED ->
              "snoozed until " + Days.minute(incident.getSnoozedUntilTime());
          case INCIDENT_STATE_RESOLVED -> "resolved " + Days.minute(incident.getResolvedTime());
          case INCIDENT_STATE_FIRING, INCIDENT_STATE_UNSPECIFIED, UNRECOGNIZED ->
              stateWord(incident);
        };
    return incident.getAssignee().isEmpty() ? state : state + ", of " + incident.getAssignee();
  }
}
