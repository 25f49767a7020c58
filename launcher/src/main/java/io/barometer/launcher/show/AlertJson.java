package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertCorrection;
import io.barometer.proto.alerting.v1.Delivery;

/** Alerts for programs: the keys are a contract, documented in docs/command-line.md. */
public final class AlertJson {
  private AlertJson() {}

  /** One alert with what became of telling its receivers. */
  public static ObjectNode of(Alert alert) {
    ObjectNode json = JsonText.object();
    json.put("alert", alert.getAlertId());
    json.put("rule", alert.getRule());
    json.put("title", alert.getTitle());
    json.put("severity", AlertText.severity(alert));
    json.put("state", AlertText.state(alert));
    json.put("account", alert.getScore().getAccount().getAccountId());
    json.put("fired", Days.iso(alert.getFiredTime()));
    JsonText.text(
        json, "resolved", alert.hasResolvedTime() ? Days.iso(alert.getResolvedTime()) : "");
    JsonText.score(json, alert.getScore().getScore());
    json.put("reason", alert.getReason());
    JsonText.text(json, "playbook", alert.getPlaybook());
    JsonText.text(json, "acknowledged_by", alert.getAcknowledgedBy());
    json.set("correction", alert.hasCorrection() ? correction(alert.getCorrection()) : null);
    ArrayNode deliveries = json.putArray("deliveries");
    alert.getDeliveriesList().forEach(delivery -> deliveries.add(delivery(delivery)));
    return json;
  }

  private static ObjectNode correction(AlertCorrection correction) {
    ObjectNode json = JsonText.object();
    json.put("retraction", correction.getRetraction().getEventId());
    json.put("retracted_event", correction.getRetraction().getRetractedEventId());
    JsonText.score(json, correction.getCorrected());
    json.put("text", correction.getText());
    return json.put("time", Days.iso(correction.getTime()));
  }

  static ObjectNode delivery(Delivery delivery) {
    ObjectNode json = JsonText.object();
    json.put("receiver", delivery.getReceiver());
    json.put("about", AlertText.word(delivery.getAbout().name(), "ALERT_STATE_"));
    json.put("state", AlertText.deliveryState(delivery));
    json.put("attempts", delivery.getAttempts());
    JsonText.text(json, "outcome", delivery.getLastOutcome());
    JsonText.text(
        json,
        "delivered",
        delivery.hasDeliveredTime() ? Days.iso(delivery.getDeliveredTime()) : "");
    json.put("notification", delivery.getNotificationId());
    return json;
  }
}
