package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Subscription;
import java.util.ArrayList;
import java.util.List;

/** What a subscriber chose to hear. */
public final class SubscriptionText {
  private static final int LINE = 200;

  private SubscriptionText() {}

  /** For people. */
  public static List<String> lines(Subscription subscription) {
    List<String> lines = new ArrayList<>();
    String address = SafeText.line(subscription.getChoice().getAddress(), LINE);
    lines.add(
        "%s, %s: %s."
            .formatted(
                subscription.getReceiver(),
                address,
                ReceiverText.choice(subscription.getChoice())));
    if (subscription.hasNextDigestTime()) {
      lines.add("The next digest comes at " + Days.iso(subscription.getNextDigestTime()) + ".");
    }
    if (!subscription.getPageUrl().isEmpty()) {
      lines.add("Their own page: " + subscription.getPageUrl());
    }
    return lines;
  }

  /** For programs; documented in docs/command-line.md. */
  public static ObjectNode json(Subscription subscription) {
    var choice = subscription.getChoice();
    var digest = choice.getDigest();
    ObjectNode json = JsonText.object().put("receiver", subscription.getReceiver());
    json.put("address", choice.getAddress());
    JsonText.text(json, "at_once", word(choice.getAtOnce().name(), "ALERT_SEVERITY_"));
    JsonText.text(json, "digest", word(digest.getPeriod().name(), "DIGEST_PERIOD_"));
    JsonText.text(json, "time", digest.getTime());
    JsonText.text(json, "time_zone", digest.getTimeZone());
    JsonText.text(json, "weekday", digest.getWeekday());
    JsonText.text(
        json,
        "next_digest_time",
        subscription.hasNextDigestTime() ? Days.iso(subscription.getNextDigestTime()) : "");
    JsonText.text(json, "page_url", subscription.getPageUrl());
    return json;
  }

  private static String word(String name, String prefix) {
    return name.endsWith("UNSPECIFIED") ? "" : AlertText.word(name, prefix);
  }
}
