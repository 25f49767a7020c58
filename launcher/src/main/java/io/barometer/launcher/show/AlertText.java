package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Delivery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Alerts for people. */
public final class AlertText {
  private AlertText() {}

  /** A line per alert, and below it the reason. */
  public static List<String> table(Terminal terminal, List<Alert> alerts) {
    Table table =
        new Table()
            .column("Fired", Align.LEFT)
            .column("Urgency", Align.LEFT)
            .column("Account", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Told", Align.FLEXIBLE);
    for (Alert alert : alerts) {
      table
          .row()
          .cell(Days.minute(alert.getFiredTime()))
          .cell(severity(alert), colour(alert.getSeverity()))
          .cell(ScoreText.account(alert.getScore().getAccount()))
          .cell(state(alert))
          .cell(told(alert))
          .below(reason(alert));
    }
    return table.lines(terminal);
  }

  private static String reason(Alert alert) {
    String reason = alert.getReason().isEmpty() ? alert.getTitle() : alert.getReason();
    return alert.hasCorrection() ? reason + " " + alert.getCorrection().getText() : reason;
  }

  static String severity(Alert alert) {
    return word(alert.getSeverity().name(), "ALERT_SEVERITY_");
  }

  static String state(Alert alert) {
    return word(alert.getState().name(), "ALERT_STATE_");
  }

  static String deliveryState(Delivery delivery) {
    return word(delivery.getState().name(), "DELIVERY_STATE_");
  }

  static String word(String name, String prefix) {
    return name.startsWith(prefix)
        ? name.substring(prefix.length()).toLowerCase(Locale.ROOT)
        : name.toLowerCase(Locale.ROOT);
  }

  private static String told(Alert alert) {
    return alert.getDeliveriesList().stream()
        .map(delivery -> delivery.getReceiver() + " " + deliveryState(delivery))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Colour colour(AlertSeverity severity) {
    return switch (severity) {
      case ALERT_SEVERITY_CRITICAL -> Colour.RED;
      case ALERT_SEVERITY_WARNING -> Colour.YELLOW;
      case ALERT_SEVERITY_INFO, ALERT_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Colour.NONE;
    };
  }
}
