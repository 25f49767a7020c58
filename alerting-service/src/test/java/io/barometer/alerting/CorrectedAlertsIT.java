package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.embedded.SlackReceiver;
import io.barometer.eventstore.LogEntry;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts that fired on data which was corrected. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class CorrectedAlertsIT {
  private static final Instant NOON = Instant.parse("2016-09-01T12:00:00Z");

  /** This class's own: the rules of others stay in force and mail about its accounts too. */
  private static final String READER = "corrections@example.com";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api acme;

  @BeforeEach
  void open() {
    acme = new Api(TestKeys.ACME);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void whoWasToldOfAnAlertIsToldThatItIsWithdrawnAndNobodyTwice() throws Exception {
    int smtp = ConfigProvider.getConfig().getValue("barometer.smtp.port", Integer.class);
    try (SlackReceiver slack = SlackReceiver.start(0);
        Mailbox mailbox = Mailbox.start(smtp);
        HttpReceiver webhook = HttpReceiver.start()) {
      acme.put(Api.slack("slack-wd", slack.address().toString()));
      acme.put(Api.email("mail-wd", READER));
      acme.put(Api.webhook("hook-wd", webhook.url("/hook")));
      acme.put(Api.fallBelow50("wd", "", "slack-wd", "mail-wd", "hook-wd"));
      log.moved("acme", "wd-1", NOON, null, 600);
      LogEntry wrong = log.moved("acme", "wd-1", NOON.plusSeconds(60), 600, 420);
      alert("wd-1", AlertState.ALERT_STATE_FIRING, 3);

      log.corrected("acme", "wd-1", NOON.plusSeconds(120), 710, wrong, 420, 710);
      Alert alert = alert("wd-1", AlertState.ALERT_STATE_WITHDRAWN, 6);

      String told =
          "The data was corrected: the score was 42.0, without the retracted event it is 71.0.";
      assertThat(alert.getScore().getScore().getTenths()).isEqualTo(420);
      assertThat(alert.getReason()).isEqualTo("Fell below 50: 60.0 → 42.0.");
      assertThat(alert.getCorrection().getText()).isEqualTo(told);
      assertThat(alert.getCorrection().getCorrected().getTenths()).isEqualTo(710);
      assertThat(alert.getCorrection().getRetraction().getRetractedEventId())
          .isEqualTo("event of wd-1");
      assertThat(alert.getResolvedTime().getSeconds())
          .isEqualTo(NOON.plusSeconds(120).getEpochSecond());
      assertThat(alert.getDeliveriesList())
          .extracting(Delivery::getAbout)
          .containsOnly(AlertState.ALERT_STATE_FIRING, AlertState.ALERT_STATE_WITHDRAWN);
      assertThat(slack.await(2, Duration.ofSeconds(10)).getLast().lines())
          .contains("↩️ Withdrawn: Score fell below 50 – wd-1")
          .contains(told);
      assertThat(mailbox.messagesTo(READER))
          .extracting(MailMessage::subject)
          .containsExactly(
              "Critical: Score fell below 50 – wd-1", "Withdrawn: Score fell below 50 – wd-1");
      assertThat(webhook.requests().getLast().body()).contains("\"type\":\"alert.withdrawn\"");

      log.again(List.copyOf(log.entries()));
      log.moved("acme", "wd-2", NOON.plusSeconds(180), null, 700);
      log.moved("acme", "wd-2", NOON.plusSeconds(240), 700, 400);
      alert("wd-2", AlertState.ALERT_STATE_FIRING, 3);
      assertThat(slack.messages()).hasSize(3);
      assertThat(webhook.requests()).hasSize(3);
      assertThat(mailbox.messagesTo(READER)).hasSize(3);
    }
  }

  @Test
  void anAlertThatWouldHaveFiredAnywayStaysOpenSaysSoAndTellsNobody() {
    try (HttpReceiver webhook = HttpReceiver.start()) {
      acme.put(Api.webhook("hook-st", webhook.url("/hook")));
      acme.put(Api.fallBelow50("wd", "", "hook-st"));
      log.moved("acme", "st-1", NOON, null, 600);
      LogEntry wrong = log.moved("acme", "st-1", NOON.plusSeconds(60), 600, 420);
      alert("st-1", AlertState.ALERT_STATE_FIRING, 1);

      log.corrected("acme", "st-1", NOON.plusSeconds(120), 380, wrong, 420, 380);
      List<Alert> alerts =
          acme.alerts("st-1", found -> found.stream().anyMatch(Alert::hasCorrection));
      Alert alert = alerts.stream().filter(Alert::hasCorrection).findFirst().orElseThrow();

      assertThat(alert.getState()).isEqualTo(AlertState.ALERT_STATE_FIRING);
      assertThat(alert.getCorrection().getText()).endsWith("it is 38.0. The alert stands.");
      assertThat(webhook.requests()).hasSize(1);
    }
  }

  @Test
  void anAlertThatIsOverIsMarkedAndLeftAsItIs() {
    try (HttpReceiver webhook = HttpReceiver.start()) {
      acme.put(Api.webhook("hook-ov", webhook.url("/hook")));
      acme.put(Api.fallBelow50("wd", "", "hook-ov"));
      log.moved("acme", "ov-1", NOON, null, 600);
      LogEntry wrong = log.moved("acme", "ov-1", NOON.plusSeconds(60), 600, 420);
      LogEntry after = log.moved("acme", "ov-1", NOON.plusSeconds(90), 420, 560);
      alert("ov-1", AlertState.ALERT_STATE_RESOLVED, 2);

      assertThat(after.position()).isGreaterThan(wrong.position());
      log.corrected("acme", "ov-1", NOON.plusSeconds(120), 560, wrong, 420, 710);
      List<Alert> alerts =
          acme.alerts("ov-1", found -> found.stream().anyMatch(Alert::hasCorrection));
      Alert alert = alerts.stream().filter(Alert::hasCorrection).findFirst().orElseThrow();

      assertThat(alert.getState()).isEqualTo(AlertState.ALERT_STATE_RESOLVED);
      assertThat(alert.getCorrection().getText())
          .isEqualTo("The data was corrected after the alert was over.");
      assertThat(webhook.requests()).hasSize(2);
    }
  }

  private Alert alert(String account, AlertState state, int delivered) {
    List<Alert> found =
        acme.alerts(account, all -> all.stream().anyMatch(one -> is(one, state, delivered)));
    return found.stream().filter(one -> is(one, state, delivered)).findFirst().orElseThrow();
  }

  private static boolean is(Alert alert, AlertState state, int delivered) {
    return alert.getRule().equals("wd")
        && alert.getState() == state
        && alert.getDeliveriesList().stream()
                .filter(d -> d.getState() == DeliveryState.DELIVERY_STATE_DELIVERED)
                .count()
            == delivered;
  }
}
