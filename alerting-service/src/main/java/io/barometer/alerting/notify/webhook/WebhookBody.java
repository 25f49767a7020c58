package io.barometer.alerting.notify.webhook;

import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Trend;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** The JSON of a webhook, as docs/alerting.md describes it. The same bytes in every attempt. */
public final class WebhookBody {

  private WebhookBody() {}

  static JsonObject of(Notification n) {
    JsonObject told = new JsonObject().put("notification_id", n.id().toString());
    return switch (n.news()) {
      case AlertNews alert -> body(type(alert.about()), alert.time(), told.mergeIn(alert(alert)));
      case GroupNews group ->
          body("group." + lower(group.kind().name()), group.time(), told.mergeIn(group(group)));
      case DigestNews _ -> throw new IllegalStateException("digests go to subscribers");
      case PlaybookNews run -> body("playbook.triggered", run.time(), told.mergeIn(trigger(run)));
    };
  }

  private static JsonObject body(String type, Instant time, JsonObject data) {
    return new JsonObject().put("type", type).put("timestamp", time.toString()).put("data", data);
  }

  private static String type(About about) {
    return switch (about) {
      case FIRED -> "alert.fired";
      case RESOLVED -> "alert.resolved";
      case WITHDRAWN -> "alert.withdrawn";
    };
  }

  private static JsonObject group(GroupNews group) {
    JsonObject labels = new JsonObject();
    group.labels().values().forEach((label, text) -> labels.put(label.toString(), text));
    JsonArray alerts = new JsonArray();
    for (AlertNews alert : group.alerts()) {
      alerts.add(new JsonObject().put("type", type(alert.about())).mergeIn(alert(alert)));
    }
    return new JsonObject()
        .put("group_id", group.groupId().toString())
        .put("number", group.number())
        .put("route", group.path())
        .put("labels", labels)
        .put("firing", group.firing())
        .put("over", group.over())
        .put("alerts", alerts);
  }

  /** What engines are told of a run. */
  public static JsonObject trigger(PlaybookNews run) {
    JsonArray steps = new JsonArray();
    run.steps().forEach(step -> steps.add(step(step)));
    return new JsonObject()
        .put("trigger_id", run.triggerId().toString())
        .put("sequence", run.sequence())
        .put("run_id", run.runId().toString())
        .put("playbook", run.playbook())
        .put("title", run.title())
        .put("approved_by", run.approvedBy())
        .put("triggered_time", run.time().toString())
        .put("steps", steps)
        .put("reason", run.alert().reason())
        .put("account", account(run.alert().score().getAccount()))
        .put("alert", alert(run.alert()));
  }

  private static JsonObject step(PlaybookStep step) {
    JsonObject json =
        new JsonObject()
            .put("title", step.getTitle())
            .put("who", lower(step.getWho().name().substring("STEP_REACH_".length())));
    if (!step.getChannel().isEmpty()) {
      json.put("channel", step.getChannel());
    }
    if (step.hasDueAfter()) {
      json.put("due_after_seconds", step.getDueAfter().getSeconds());
    }
    if (!step.getInstructions().isEmpty()) {
      json.put("instructions", step.getInstructions());
    }
    return json;
  }

  private static JsonObject alert(AlertNews n) {
    return new JsonObject()
        .put("alert_id", n.alertId().toString())
        .put("rule", n.rule())
        .put("title", n.title())
        .put("severity", lower(n.severity().name().substring("ALERT_SEVERITY_".length())))
        .put("playbook", n.playbook())
        .put("reason", n.reason())
        .put("fired_time", n.firedTime().toString())
        .put("account", account(n.score().getAccount()))
        .put("score", score(n.score()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static JsonObject account(AccountFacts facts) {
    JsonObject account =
        new JsonObject().put("id", facts.getAccountId()).put("name", facts.getName());
    if (!facts.getOwner().isEmpty()) {
      account.put("owner", facts.getOwner());
    }
    if (facts.hasArr()) {
      account.put(
          "arr",
          new JsonObject()
              .put("currency", facts.getArr().getCurrencyCode())
              .put(
                  "amount",
                  BigDecimal.valueOf(facts.getArr().getUnits())
                      .add(BigDecimal.valueOf(facts.getArr().getNanos(), 9))
                      .stripTrailingZeros()
                      .toPlainString()));
    }
    if (facts.hasRenewalDate()) {
      account.put(
          "renewal_date",
          "%04d-%02d-%02d"
              .formatted(
                  facts.getRenewalDate().getYear(),
                  facts.getRenewalDate().getMonth(),
                  facts.getRenewalDate().getDay()));
    }
    return account;
  }

  private static JsonObject score(AccountScore score) {
    JsonObject json = new JsonObject();
    if (score.getScore().hasTenths()) {
      json.put("value", points(score.getScore().getTenths()));
    }
    json.put("band", score.getScore().getBand());
    for (Trend trend : score.getTrendsList()) {
      if (trend.hasChangeTenths()) {
        json.put("change_" + trend.getDays() + "d", points(trend.getChangeTenths()));
      }
    }
    JsonArray drivers = new JsonArray();
    score.getDriversList().forEach(driver -> drivers.add(driver.getText()));
    return json.put("drivers", drivers);
  }

  private static double points(int tenths) {
    return tenths / 10.0;
  }
}
