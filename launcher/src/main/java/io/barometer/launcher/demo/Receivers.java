package io.barometer.launcher.demo;

import io.barometer.launcher.show.Days;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceBlockingStub;
import io.barometer.proto.alerting.v1.EmailChannel;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SlackChannel;
import java.net.URI;
import java.time.Instant;

/** Tells the platform whom to wake: Slack for what is critical, e-mail for the rest. */
final class Receivers {
  private static final String SLACK = "cs-slack";
  private static final String MAIL = "cs-mail";

  private final AlertingServiceBlockingStub alerting;

  Receivers(AlertingServiceBlockingStub alerting) {
    this.alerting = alerting;
  }

  /** Makes both receivers, which hear of alerts from that time on, and points every rule to one. */
  void connect(URI slack, Instant activeFrom) {
    put(
        Receiver.newBuilder()
            .setName(SLACK)
            .setSlack(SlackChannel.newBuilder().setWebhookUrl(slack.toString())),
        activeFrom);
    put(
        Receiver.newBuilder()
            .setName(MAIL)
            .setEmail(EmailChannel.newBuilder().addTo("customer-success@example.com")),
        activeFrom);
    for (Rule rule : alerting.listRules(ListRulesRequest.getDefaultInstance()).getRulesList()) {
      boolean critical = rule.getSeverity() == AlertSeverity.ALERT_SEVERITY_CRITICAL;
      Rule pointed =
          rule.toBuilder().clearReceivers().addReceivers(critical ? SLACK : MAIL).build();
      var _ = alerting.putRule(PutRuleRequest.newBuilder().setRule(pointed).build());
    }
  }

  private void put(Receiver.Builder receiver, Instant activeFrom) {
    receiver.setActiveFromTime(Days.timestamp(activeFrom));
    var _ = alerting.putReceiver(PutReceiverRequest.newBuilder().setReceiver(receiver).build());
  }
}
