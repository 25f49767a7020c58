package io.barometer.alerting.notify.slack;

import io.barometer.alerting.notify.Outcome;
import io.barometer.alerting.notify.slack.PostedMessages.Stale;
import io.barometer.alerting.secret.Secrets;
import io.barometer.proto.alerting.v1.SlackBot;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the messages of bots up to date: whoever changed the incident, the message shows where it
 * stands. A message that is brought up to date twice shows the same.
 */
@ApplicationScoped
@Startup
class SlackUpdates {
  private static final Logger LOG = Logger.getLogger(SlackUpdates.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final SlackApi api;
  private final PostedMessages messages;
  private final Secrets secrets;
  private final Duration poll;
  private final Duration lease;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread;
  private volatile boolean closed;

  SlackUpdates(
      SlackApi api,
      PostedMessages messages,
      Secrets secrets,
      @ConfigProperty(name = "barometer.notify.poll") Duration poll,
      @ConfigProperty(name = "barometer.notify.timeout") Duration timeout) {
    this.api = api;
    this.messages = messages;
    this.secrets = secrets;
    this.poll = poll;
    this.lease = timeout.multipliedBy(4);
    this.thread = Thread.ofVirtual().name("update-slack").start(this::run);
  }

  void stop(@Observes ShutdownEvent end) {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        if (look() == 0) {
          Thread.sleep(poll);
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private int look() throws InterruptedException {
    try {
      List<Stale> due = messages.take(clock.instant(), lease);
      List<Thread> running = new ArrayList<>();
      for (Stale one : due) {
        running.add(Thread.ofVirtual().name("update-message").start(() -> update(one)));
      }
      for (Thread one : running) {
        one.join();
      }
      return due.size();
    } catch (RuntimeException failure) {
      if (!closed) {
        LOG.warn("Messages in Slack cannot be kept up to date", failure);
      }
      return 0;
    }
  }

  private void update(Stale one) {
    try {
      messages.done(one, again(one));
    } catch (RuntimeException failure) {
      LOG.warnf("A message in Slack is not up to date error=%s", failure.getClass().getName());
    }
  }

  /** When to try again; null when the message shows what it should, or never will. */
  private @Nullable Instant again(Stale one) {
    if (one.standing().text().equals(one.shown()) || !one.receiver().getSlack().hasBot()) {
      return null;
    }
    SlackBot bot = secrets.opened(one.tenantId(), one.receiver()).getSlack().getBot();
    JsonObject body =
        BotMessage.shown(new JsonObject(one.told()), one.standing())
            .put("channel", one.channel())
            .put("ts", one.ts());
    Outcome outcome =
        api.call("chat.update", bot.getToken(), body, answer -> new Outcome.Delivered("updated"));
    return switch (outcome) {
      case Outcome.Delivered _, Outcome.KeptBack _ -> null;
      case Outcome.Rejected(String text) -> {
        LOG.warnf("A message in Slack cannot be kept up to date outcome=%s", text);
        yield null;
      }
      case Outcome.Retryable(String _, var after) -> clock.instant().plus(after.orElse(PAUSE));
      case Outcome.Ambiguous _ -> clock.instant().plus(PAUSE);
    };
  }
}
