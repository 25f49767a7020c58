package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryAttempt;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was told to whom. */
public final class DeliveryText {
  private static final int LINE = 200;

  private DeliveryText() {}

  /** A line per delivery, and below it how its attempts ended. */
  public static List<String> table(Terminal terminal, List<LoggedDelivery> deliveries) {
    Table table =
        new Table()
            .column("Decided", Align.LEFT)
            .column("Receiver", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Attempts", Align.RIGHT)
            .column("Outcome", Align.FLEXIBLE);
    for (LoggedDelivery logged : deliveries) {
      Delivery delivery = logged.getDelivery();
      table
          .row()
          .cell(Days.minute(logged.getCreatedTime()))
          .cell(delivery.getReceiver())
          .cell(AlertText.deliveryState(delivery), colour(delivery))
          .cell(Integer.toString(delivery.getAttempts()))
          .cell(outcome(logged))
          .below(delivery.getNotificationId() + attempts(logged.getAttemptsList()));
    }
    return table.lines(terminal);
  }

  /** One, for programs. */
  public static ObjectNode json(LoggedDelivery logged) {
    Delivery delivery = logged.getDelivery();
    ObjectNode json =
        JsonText.object()
            .put("notification_id", delivery.getNotificationId())
            .put("receiver", delivery.getReceiver())
            .put("state", AlertText.deliveryState(delivery))
            .put("created_time", Days.iso(logged.getCreatedTime()))
            .put("last_outcome", delivery.getLastOutcome());
    JsonText.text(json, "alert_id", logged.getAlertId());
    JsonText.text(json, "group_id", logged.getGroupId());
    JsonText.text(
        json,
        "next_attempt_time",
        logged.hasNextAttemptTime() ? Days.iso(logged.getNextAttemptTime()) : "");
    ArrayNode attempts = json.putArray("attempts");
    for (DeliveryAttempt attempt : logged.getAttemptsList()) {
      attempts
          .addObject()
          .put("number", attempt.getNumber())
          .put("began_time", Days.iso(attempt.getBeganTime()))
          .put("milliseconds", millis(attempt))
          .put("outcome", attempt.getOutcome().toLowerCase(Locale.ROOT))
          .put("detail", attempt.getDetail());
    }
    return json;
  }

  private static String outcome(LoggedDelivery logged) {
    String outcome = SafeText.line(logged.getDelivery().getLastOutcome(), LINE);
    return logged.hasNextAttemptTime() && logged.getDelivery().getAttempts() > 0
        ? outcome + ", again at " + Days.minute(logged.getNextAttemptTime())
        : outcome;
  }

  private static String attempts(List<DeliveryAttempt> attempts) {
    StringBuilder text = new StringBuilder();
    for (DeliveryAttempt attempt : attempts) {
      text.append(" · ")
          .append(SafeText.line(attempt.getDetail(), LINE))
          .append(" (")
          .append(millis(attempt))
          .append(" ms)");
    }
    return text.toString();
  }

  private static long millis(DeliveryAttempt attempt) {
    return Duration.ofSeconds(attempt.getLength().getSeconds(), attempt.getLength().getNanos())
        .toMillis();
  }

  private static Colour colour(Delivery delivery) {
    return switch (delivery.getState()) {
      case DELIVERY_STATE_DELIVERED -> Colour.GREEN;
      case DELIVERY_STATE_FAILED -> Colour.RED;
      case DELIVERY_STATE_PENDING -> Colour.YELLOW;
      case DELIVERY_STATE_SUPPRESSED, DELIVERY_STATE_UNSPECIFIED, UNRECOGNIZED -> Colour.NONE;
    };
  }
}
