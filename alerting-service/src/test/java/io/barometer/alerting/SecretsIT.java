package io.barometer.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Attempts;
import io.barometer.alerting.fixture.Database;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.LogCapture;
import io.barometer.alerting.fixture.RefusingSmtp;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.embedded.SlackReceiver;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.GetAlertRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SlackBot;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Each notifier fails in several ways, and nowhere does a secret of it show, nor in its table. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class SecretsIT {

  private static final Instant NOON = Instant.parse("2016-08-01T12:00:00Z");
  private static final String SLACK_PATH = "T0KEEP/B0KEEP/slackpathtokeep";
  private static final String HOOK_KEY =
      Base64.getEncoder().encodeToString("a webhook's key to keep secret!!".getBytes(UTF_8));
  private static final String BOT_TOKEN = "xoxb-bottokentokeep";
  private static final String SIGNING_SECRET = "signingsecrettokeepforever";
  private static final String MAIL_LOGIN =
      Base64.getEncoder()
          .encodeToString(("\0barometer\0" + AlertingPlace.MAIL_PASSWORD).getBytes(UTF_8));

  @ConfigProperty(name = "barometer.smtp.port")
  int port;

  @ConfigProperty(name = AlertingPlace.SLACK_PORT)
  int slackPort;

  private final List<String> shown = new ArrayList<>();

  private static HttpReceiver difficult() {
    return HttpReceiver.start(
        HttpReceiver.Behaviour.SERVER_ERROR,
        HttpReceiver.Behaviour.DROP,
        HttpReceiver.Behaviour.REDIRECT);
  }

  @Test
  void noSecretStandsInALogAnAnswerOrAnError() throws IOException {
    try (LogCapture log = LogCapture.start();
        Api acme = new Api(TestKeys.ACME);
        HttpReceiver slack = difficult();
        SlackReceiver bot = SlackReceiver.start(slackPort);
        HttpReceiver hook = difficult();
        RefusingSmtp smtp = RefusingSmtp.start(port)) {
      show(acme.put(Api.slack("keep-slack", slack.url("/services/" + SLACK_PATH))));
      Receiver.Builder webhook = Api.webhook("keep-hook", hook.url("/hook"));
      webhook.getWebhookBuilder().setSecret("whsec_" + HOOK_KEY);
      show(acme.put(webhook));
      bot.failNext("invalid_auth");
      show(acme.put(bot()));
      show(acme.put(Api.email("keep-mail", "team@example.com")));
      show(catchThrowable(() -> acme.put(Api.slack("keep-no", "http://10.0.0.1/" + SLACK_PATH))));
      Receiver.Builder wrong = Api.webhook("keep-no", "ftp://example.com/");
      wrong.getWebhookBuilder().setSecret("whsec_" + HOOK_KEY + "?");
      show(catchThrowable(() -> acme.put(wrong)));

      fail(acme);

      assertThat(smtp.heard()).anyMatch(line -> line.contains(MAIL_LOGIN));
      assertThat(log.lines()).isNotEmpty();
      shown.addAll(log.lines());
    }
    assertThat(shown)
        .hasSizeGreaterThan(10)
        .noneMatch(text -> text.contains("slackpathtokeep"))
        .noneMatch(text -> text.contains(HOOK_KEY))
        .noneMatch(text -> text.contains(BOT_TOKEN))
        .noneMatch(text -> text.contains(SIGNING_SECRET))
        .noneMatch(text -> text.contains(AlertingPlace.MAIL_PASSWORD))
        .noneMatch(text -> text.contains(MAIL_LOGIN));
  }

  private static Receiver.Builder bot() {
    return Receiver.newBuilder()
        .setName("keep-bot")
        .setSlack(
            SlackChannel.newBuilder()
                .setBot(
                    SlackBot.newBuilder()
                        .setToken(BOT_TOKEN)
                        .setSigningSecret(SIGNING_SECRET)
                        .setChannel("C1X")));
  }

  /** Tells all receivers in vain, and collects what the service says about it. */
  private void fail(Api acme) {
    ScoreLogFixture log = ScoreLogFixture.shared();
    acme.put(Api.fallBelow50("keep", "", "keep-slack", "keep-hook", "keep-mail", "keep-bot"));
    log.moved("acme", "keep-1", NOON, null, 600);
    log.moved("acme", "keep-1", NOON.plusSeconds(1), 600, 400);
    List<Alert> alerts = acme.alerts("keep-1", SecretsIT::isGivenUp);
    Alert alert =
        alerts.stream().filter(one -> one.getRule().equals("keep")).findFirst().orElseThrow();
    assertThat(alert.getDeliveriesList())
        .extracting(Delivery::getState)
        .containsOnly(DeliveryState.DELIVERY_STATE_FAILED)
        .hasSize(4);
    alerts.forEach(this::show);
    show(acme.stub().getAlert(GetAlertRequest.newBuilder().setAlertId(alert.getAlertId()).build()));
    show(acme.stub().listReceivers(ListReceiversRequest.getDefaultInstance()));
    show(Attempts.of("keep-1", "keep"));
    shown.addAll(Database.texts("select encode(definition, 'escape') from alerting.receiver"));
  }

  private static boolean isGivenUp(List<Alert> alerts) {
    return alerts.stream()
            .filter(alert -> alert.getRule().equals("keep"))
            .flatMap(alert -> alert.getDeliveriesList().stream())
            .filter(delivery -> delivery.getState() == DeliveryState.DELIVERY_STATE_FAILED)
            .count()
        == 4;
  }

  private void show(Object what) {
    shown.add(what.toString());
  }
}
