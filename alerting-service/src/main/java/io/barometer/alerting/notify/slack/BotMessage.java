package io.barometer.alerting.notify.slack;

import static io.barometer.alerting.notify.slack.SlackText.escaped;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A message of a bot: what was told, then where it stands, and buttons while it is not over. */
final class BotMessage {
  private BotMessage() {}

  /**
   * The message as it is shown.
   *
   * @param told what was told, as it was posted first
   */
  static JsonObject shown(JsonObject told, Standing standing) {
    JsonArray blocks = told.getJsonArray("blocks").copy();
    blocks.add(
        new JsonObject()
            .put("type", "section")
            .put(
                "text",
                new JsonObject().put("type", "mrkdwn").put("text", escaped(standing.text()))));
    if (!standing.incident().isEmpty() && !standing.over()) {
      blocks.add(buttons(standing));
    }
    return new JsonObject().put("text", told.getString("text")).put("blocks", blocks);
  }

  private static JsonObject buttons(Standing standing) {
    JsonArray elements = new JsonArray();
    if (!standing.acknowledged()) {
      elements.add(
          button(SlackAction.ACKNOWLEDGE, "Acknowledge", standing).put("style", "primary"));
    }
    elements.add(button(SlackAction.SNOOZE_HOUR, "Snooze 1 h", standing));
    elements.add(button(SlackAction.SNOOZE_DAY, "Snooze 1 day", standing));
    elements.add(button(SlackAction.ASSIGN, "Assign to me", standing));
    return new JsonObject().put("type", "actions").put("elements", elements);
  }

  private static JsonObject button(SlackAction action, String title, Standing standing) {
    return new JsonObject()
        .put("type", "button")
        .put("action_id", action.id())
        .put("text", new JsonObject().put("type", "plain_text").put("text", title))
        .put("value", standing.incident());
  }
}
