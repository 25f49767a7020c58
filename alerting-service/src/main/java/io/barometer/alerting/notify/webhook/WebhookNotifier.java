package io.barometer.alerting.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.barometer.alerting.notify.GuardedHttp;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifier;
import io.barometer.alerting.notify.Outcome;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import io.barometer.proto.alerting.v1.WebhookChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Tells a webhook, signed as Standard Webhooks says; the id is the notification's. */
@ApplicationScoped
class WebhookNotifier implements Notifier {

  private final GuardedHttp http;
  private final Clock clock = Clock.systemUTC();

  WebhookNotifier(GuardedHttp http) {
    this.http = http;
  }

  @Override
  public ChannelCase channel() {
    return ChannelCase.WEBHOOK;
  }

  @Override
  public Outcome send(Notification notification) {
    String id = notification.id().toString();
    String body = WebhookBody.of(notification).encode();
    long timestamp = clock.instant().getEpochSecond();
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Barometer");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    try {
      WebhookChannel webhook = notification.receiver().getWebhook();
      String signature = new Webhook(webhook.getSecret()).sign(id, timestamp, body);
      if (timestamp < webhook.getPreviousSecretExpireTime().getSeconds()) {
        signature += " " + new Webhook(webhook.getPreviousSecret()).sign(id, timestamp, body);
      }
      headers.put("webhook-signature", signature);
    } catch (EmptyWebhookSecretException | WebhookSigningException unusable) {
      return new Outcome.Rejected("the secret cannot be used");
    }
    String traceParent = notification.traceParent();
    if (traceParent != null) {
      headers.put("traceparent", traceParent);
    }
    return http.post(notification.receiver().getWebhook().getUrl(), headers, body.getBytes(UTF_8));
  }
}
