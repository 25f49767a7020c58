package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.WebhookChannel;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void aNotificationNeverShowsTheSecretsOfItsReceiver() {
    Receiver slack =
        Receiver.newBuilder()
            .setName("slack")
            .setSlack(SlackChannel.newBuilder().setWebhookUrl("https://hooks.example/T0/B0/secret"))
            .build();
    Receiver webhook =
        Receiver.newBuilder()
            .setName("hook")
            .setWebhook(
                WebhookChannel.newBuilder().setUrl("https://a.example").setSecret("whsec_x"))
            .build();

    assertThat(Notifications.fired("Acme", slack).toString())
        .isEqualTo("Notification[01234567-89ab-8def-8123-456789abcdef, slack, attempt 1]");
    assertThat(Notifications.fired("Acme", webhook).toString()).doesNotContain("whsec_");
  }
}
