package io.barometer.alerting.setup;

import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_ADDRESS;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_DESTINATION_FORBIDDEN;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_KEY_FORMAT;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_RANGE;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_REQUIRED;
import static io.barometer.proto.error.v1.ErrorReason.ERROR_REASON_VALUE_UNKNOWN;

import io.barometer.alerting.digest.DigestChecks;
import io.barometer.alerting.notify.TextTemplate;
import io.barometer.alerting.receiver.Destinations;
import io.barometer.alerting.receiver.EmailAddresses;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.WebhookChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be wrong with a receiver. */
@ApplicationScoped
class ReceiverChecks {

  private static final int MAX_ADDRESSES = 50;
  private static final Pattern BOT_TOKEN = Pattern.compile("xoxb-[A-Za-z0-9-]{8,250}");
  private static final Pattern SIGNING_SECRET = Pattern.compile("[A-Za-z0-9]{16,128}");
  private static final Pattern CHANNEL = Pattern.compile("[CDG][A-Z0-9]{2,30}");

  private final Destinations destinations;

  ReceiverChecks(Destinations destinations) {
    this.destinations = destinations;
  }

  /** Notes everything that is wrong; secrets may be missing where an old one can be kept. */
  void check(Receiver receiver, boolean replaces, Violations violations) {
    NameCheck.check("receiver.name", receiver.getName(), violations);
    TimeCheck.check("receiver.active_from_time", receiver.getActiveFromTime(), violations);
    TextTemplate.check("receiver.template.title", receiver.getTemplate().getTitle(), violations);
    TextTemplate.check("receiver.template.text", receiver.getTemplate().getText(), violations);
    switch (receiver.getChannelCase()) {
      case SLACK -> slack(receiver.getSlack(), replaces, violations);
      case SUBSCRIBER -> subscriber(receiver.getSubscriber(), violations);
      case EMAIL -> email(receiver.getEmail(), violations);
      case WEBHOOK -> {
        destination("receiver.webhook.url", receiver.getWebhook().getUrl(), violations);
        WebhookSecrets.check(
            "receiver.webhook.secret", receiver.getWebhook().getSecret(), violations);
        previous(receiver.getWebhook(), violations);
      }
      case CHANNEL_NOT_SET ->
          violations.add("receiver.channel", ERROR_REASON_REQUIRED, "say how to tell it");
    }
  }

  private void slack(SlackChannel slack, boolean replaces, Violations violations) {
    if (!slack.hasBot()) {
      if (!(slack.getWebhookUrl().isEmpty() && replaces)) {
        destination("receiver.slack.webhook_url", slack.getWebhookUrl(), violations);
      }
      return;
    }
    if (!slack.getWebhookUrl().isEmpty()) {
      violations.add(
          "receiver.slack.webhook_url",
          ERROR_REASON_RANGE,
          "leave it empty: the bot tells the channel");
    }
    SlackBot bot = slack.getBot();
    String path = "receiver.slack.bot.";
    secret(path + "token", bot.getToken(), BOT_TOKEN, replaces, violations);
    secret(path + "signing_secret", bot.getSigningSecret(), SIGNING_SECRET, replaces, violations);
    secret(path + "channel", bot.getChannel(), CHANNEL, false, violations);
  }

  private static void secret(
      String path, String text, Pattern form, boolean replaces, Violations violations) {
    if (text.isEmpty() && !replaces) {
      violations.add(path, ERROR_REASON_REQUIRED, "copy it from the app's settings in Slack");
    } else if (!text.isEmpty() && !form.matcher(text).matches()) {
      violations.add(path, ERROR_REASON_KEY_FORMAT, "it is not written as Slack writes it");
    }
  }

  private void destination(String path, String url, Violations violations) {
    if (url.isEmpty()) {
      violations.add(path, ERROR_REASON_REQUIRED, "name the address");
      return;
    }
    destinations
        .written(url)
        .ifPresent(
            rule ->
                violations.add(
                    path,
                    ERROR_REASON_DESTINATION_FORBIDDEN,
                    "the address is forbidden: " + rule.words() + "; use a public https address",
                    "rule",
                    rule.name().toLowerCase(Locale.ROOT)));
  }

  private static void previous(WebhookChannel webhook, Violations violations) {
    if (!webhook.getPreviousSecret().isEmpty() || webhook.hasPreviousSecretExpireTime()) {
      violations.add(
          "receiver.webhook.previous_secret",
          ERROR_REASON_VALUE_UNKNOWN,
          "leave it empty; RotateSecret gives a webhook another secret");
    }
  }

  private static void subscriber(SubscriberChannel subscriber, Violations violations) {
    if (!EmailAddresses.wellFormed(subscriber.getAddress())) {
      violations.add(
          "receiver.subscriber.address", ERROR_REASON_ADDRESS, "not a plain e-mail address");
    }
    if (subscriber.getAtOnce() == AlertSeverity.UNRECOGNIZED) {
      violations.add(
          "receiver.subscriber.at_once",
          ERROR_REASON_VALUE_UNKNOWN,
          "info, warning, critical, or nothing");
    }
    if (subscriber.hasDigest()) {
      DigestChecks.check("receiver.subscriber.digest", subscriber.getDigest(), violations);
    }
  }

  private static void email(EmailChannel email, Violations violations) {
    if (email.getToCount() == 0) {
      violations.add("receiver.email.to", ERROR_REASON_REQUIRED, "name at least one address");
    } else if (email.getToCount() > MAX_ADDRESSES) {
      violations.add(
          "receiver.email.to",
          ERROR_REASON_RANGE,
          "name at most " + MAX_ADDRESSES + " addresses",
          "max",
          Integer.toString(MAX_ADDRESSES),
          "actual",
          Integer.toString(email.getToCount()));
    }
    for (int i = 0; i < email.getToCount(); i++) {
      if (!EmailAddresses.wellFormed(email.getTo(i))) {
        violations.add(
            "receiver.email.to[" + i + "]", ERROR_REASON_ADDRESS, "not a plain e-mail address");
      }
    }
  }
}
