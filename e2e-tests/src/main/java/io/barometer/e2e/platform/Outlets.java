package io.barometer.e2e.platform;

import com.google.protobuf.Timestamp;
import io.barometer.embedded.Mailbox;
import io.barometer.embedded.SlackReceiver;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.StackOptions;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.WebhookChannel;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Slack workspace, a mailbox and a webhook's server, all real servers in this process. */
public final class Outlets implements AutoCloseable {
  /** Name of the receiver that posts to Slack. */
  public static final String SLACK = "slack";

  /** Name of the receiver that sends mail. */
  public static final String EMAIL = "email";

  /** Name of the receiver that calls the webhook. */
  public static final String WEBHOOK = "webhook";

  /** Name of a receiver that calls the webhook as well. */
  public static final String GROUPS = "groups";

  private static final String SLACK_PATH = "/services/T0SECRET1/B0SECRET2/slack-webhook-secret";
  private static final String WEBHOOK_SECRET = "whsec_ZW5kLXRvLWVuZC10ZXN0cy1zaWduLXdpdGgtdGhpcw==";

  private final SlackReceiver slack;
  private final Mailbox mailbox;
  private final WebhookReceiver webhook;

  private Outlets(SlackReceiver slack, Mailbox mailbox, WebhookReceiver webhook) {
    this.slack = slack;
    this.mailbox = mailbox;
    this.webhook = webhook;
  }

  /** Starts all three on free ports. */
  public static Outlets start() {
    try {
      return new Outlets(SlackReceiver.start(0), Mailbox.start(0), WebhookReceiver.start());
    } catch (IOException failure) {
      throw new IllegalStateException("the receivers do not start", failure);
    }
  }

  /** What was posted to Slack. */
  public SlackReceiver slack() {
    return slack;
  }

  /** What was mailed. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** What the webhook got. */
  public WebhookReceiver webhook() {
    return webhook;
  }

  /** The secret that signs the webhook's requests. */
  public String webhookSecret() {
    return WEBHOOK_SECRET;
  }

  /** Texts that no log may hold. */
  public Set<String> secrets() {
    return Set.of(SLACK_PATH, WEBHOOK_SECRET, WEBHOOK_SECRET.substring("whsec_".length()));
  }

  /** Lets a stack send its mail here. */
  public StackOptions reachable(StackOptions options) {
    return options.with(Service.ALERTING, "barometer.smtp.port", "" + mailbox.port());
  }

  /**
   * Makes the three receivers known and lets rules tell them.
   *
   * @param told rule → names of receivers
   */
  public void connect(Platform platform, Instant activeFrom, Map<String, List<String>> told) {
    connect(platform.calls(), activeFrom, told);
  }

  /** The same for the tenant that the calls are made for. */
  public void connect(Connection calls, Instant activeFrom, Map<String, List<String>> told) {
    put(
        calls,
        activeFrom,
        receiver(SLACK).setSlack(SlackChannel.newBuilder().setWebhookUrl(slackUrl())));
    put(
        calls,
        activeFrom,
        receiver(EMAIL).setEmail(EmailChannel.newBuilder().addTo("csm@example.com")));
    put(calls, activeFrom, webhook(WEBHOOK));
    var rules = calls.alerting().listRules(ListRulesRequest.getDefaultInstance());
    for (Rule rule : rules.getRulesList()) {
      List<String> receivers = told.getOrDefault(rule.getName(), List.of());
      Rule telling = rule.toBuilder().clearReceivers().addAllReceivers(receivers).build();
      var _ = calls.alerting().putRule(PutRuleRequest.newBuilder().setRule(telling).build());
    }
  }

  /** A receiver that calls the webhook. */
  public Receiver.Builder webhook(String name) {
    return receiver(name)
        .setWebhook(
            WebhookChannel.newBuilder()
                .setUrl(webhook.address().toString())
                .setSecret(WEBHOOK_SECRET));
  }

  @Override
  public void close() {
    slack.close();
    mailbox.close();
    webhook.close();
  }

  private String slackUrl() {
    return URI.create("http://127.0.0.1:" + slack.port() + SLACK_PATH).toString();
  }

  private static Receiver.Builder receiver(String name) {
    return Receiver.newBuilder().setName(name);
  }

  private static void put(Connection calls, Instant activeFrom, Receiver.Builder receiver) {
    Timestamp from = Timestamp.newBuilder().setSeconds(activeFrom.getEpochSecond()).build();
    var _ =
        calls
            .alerting()
            .putReceiver(
                PutReceiverRequest.newBuilder()
                    .setReceiver(receiver.setActiveFromTime(from))
                    .build());
  }
}
