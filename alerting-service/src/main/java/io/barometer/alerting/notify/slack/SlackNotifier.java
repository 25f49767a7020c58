package io.barometer.alerting.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.notify.GuardedHttp;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Notifier;
import io.barometer.alerting.notify.Outcome;
import io.barometer.proto.alerting.v1.Receiver.ChannelCase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Tells a Slack channel, by a bot or through its incoming webhook. Slack cannot recognise a repeat,
 * so one extra message is possible after an ambiguous attempt.
 */
@ApplicationScoped
class SlackNotifier implements Notifier {

  private final GuardedHttp http;
  private final SlackBotNotifier bot;
  private final AccountLinks links;

  SlackNotifier(GuardedHttp http, SlackBotNotifier bot, AccountLinks links) {
    this.http = http;
    this.bot = bot;
    this.links = links;
  }

  @Override
  public ChannelCase channel() {
    return ChannelCase.SLACK;
  }

  @Override
  public Outcome send(Notification notification) {
    if (notification.receiver().getSlack().hasBot()) {
      return bot.send(notification);
    }
    String body = SlackMessage.of(notification.wording(), links.of(notification.news())).json();
    return http.post(
        notification.receiver().getSlack().getWebhookUrl(),
        Map.of("Content-Type", "application/json; charset=utf-8"),
        body.getBytes(UTF_8));
  }
}
