package io.barometer.alerting.notify.slack;

import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.News;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.Outcome;
import io.barometer.alerting.notify.Outcome.Posted;
import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.routing.group.Notice.Kind;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Tells a Slack channel as a bot: the first news of an incident are a message, later ones are
 * replies in its thread. Slack cannot recognise a repeat, so one extra message is possible after an
 * ambiguous attempt.
 */
@ApplicationScoped
class SlackBotNotifier {
  private final SlackApi api;
  private final PostedMessages messages;
  private final AccountLinks links;

  SlackBotNotifier(SlackApi api, PostedMessages messages, AccountLinks links) {
    this.api = api;
    this.messages = messages;
    this.links = links;
  }

  Outcome send(Notification notification) {
    News news = notification.news();
    SlackBot bot = notification.receiver().getSlack().getBot();
    String told = SlackMessage.of(notification.wording(), links.of(news)).json();
    Standing standing = messages.standing(news);
    Optional<PostedMessages.Message> before =
        messages
            .find(notification)
            .filter(message -> !startsAnew(news, message, standing))
            .filter(message -> message.channel().equals(bot.getChannel()));
    return before.isPresent()
        ? reply(bot, before.get(), new JsonObject(told), news)
        : post(bot, told, standing, news);
  }

  /** What opens again in another incident than before is another message. */
  private static boolean startsAnew(News news, PostedMessages.Message before, Standing standing) {
    return switch (news) {
      case AlertNews _, PlaybookNews _, DigestNews _ -> false;
      case GroupNews group ->
          group.kind() == Kind.OPENED
              && (standing.incident().isEmpty() || !standing.incident().equals(before.incident()));
    };
  }

  private Outcome post(SlackBot bot, String told, Standing standing, News news) {
    JsonObject body =
        BotMessage.shown(new JsonObject(told), standing).put("channel", bot.getChannel());
    return api.call(
        "chat.postMessage",
        bot.getToken(),
        body,
        answer ->
            new Outcome.Delivered(
                "posted",
                Optional.of(
                    new Posted(
                        news.subject(),
                        standing.incident(),
                        bot.getChannel(),
                        String.valueOf(answer.getValue("ts")),
                        told,
                        standing.text()))));
  }

  private Outcome reply(SlackBot bot, PostedMessages.Message before, JsonObject told, News news) {
    JsonObject body = told.put("channel", before.channel()).put("thread_ts", before.ts());
    return api.call(
        "chat.postMessage",
        bot.getToken(),
        body,
        answer ->
            new Outcome.Delivered(
                "replied in the thread", Optional.of(Posted.reply(news.subject()))));
  }
}
