package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.standardwebhooks.Webhook;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Attempts;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.embedded.SlackReceiver;
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
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AlertFlowIT {

  private static final Instant NOON = Instant.parse("2016-03-01T12:00:00Z");

  /** This class's own: the rules of others stay in force and mail about its accounts too. */
  private static final String READER = "flow@example.com";

  private static final String NO_ANSWER = "no answer in 4000 ms";

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
  void aFallBelow50ReachesSlackMailAndWebhookAndSoDoesItsResolution() throws Exception {
    int smtp = ConfigProvider.getConfig().getValue("barometer.smtp.port", Integer.class);
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    try (SlackReceiver slack = SlackReceiver.start(0);
        Mailbox mailbox = Mailbox.start(smtp);
        HttpReceiver webhook = HttpReceiver.start()) {
      acme.put(Api.slack("slack-flow", slack.address().toString()));
      acme.put(Api.email("mail-flow", READER));
      String secret = acme.put(Api.webhook("hook-flow", webhook.url("/hook"))).getGeneratedSecret();
      acme.put(Api.fallBelow50("flow", "Call them", "slack-flow", "mail-flow", "hook-flow"));

      log.moved("acme", "flow-1", "Flow & Sons <!channel>", NOON, null, 600, null);
      log.moved("acme", "flow-1", "Flow & Sons <!channel>", NOON.plusSeconds(60), 600, 489, trace);

      Alert alert = flowAlert("flow-1", AlertState.ALERT_STATE_FIRING, 3);
      assertThat(alert.getReason()).isEqualTo("Fell below 50: 60.0 → 48.9.");
      assertThat(alert.getDeliveriesList())
          .extracting(Delivery::getReceiver, Delivery::getAttempts, Delivery::getLastOutcome)
          .containsExactly(
              tuple("hook-flow", 1, "HTTP 200"),
              tuple("mail-flow", 1, "accepted by the mail server"),
              tuple("slack-flow", 1, "HTTP 200"));
      assertThat(slack.await(1, Duration.ofSeconds(10)).getFirst().lines())
          .contains("Fell below 50: 60.0 → 48.9.")
          .contains("🔴 Critical: Score fell below 50 – Flow &amp; Sons &lt;!channel&gt;");
      assertThat(slack.messages().getFirst().traceParent()).isEmpty();
      MailMessage mail = mailbox.messagesTo(READER).getFirst();
      assertThat(mail.subject())
          .isEqualTo("Critical: Score fell below 50 – Flow & Sons <!channel>");
      assertThat(mail.text()).contains("Score 48.9 (At Risk) · ▼ 2.3 in 7 days · ▼ 9.4 in 30 days");
      assertThat(mail.html()).contains("Flow &amp; Sons &lt;!channel&gt;");
      HttpReceiver.Request request = webhook.requests().getFirst();
      new Webhook(secret).verify(request.body(), lists(request.headers()));
      assertThat(request.headers().get("webhook-id"))
          .isEqualTo(alert.getDeliveries(0).getNotificationId());
      assertThat(request.headers().get("traceparent")).startsWith(trace.substring(0, 36));

      log.moved("acme", "flow-1", NOON.plusSeconds(120), 489, 550);
      flowAlert("flow-1", AlertState.ALERT_STATE_RESOLVED, 6);
      assertThat(slack.await(2, Duration.ofSeconds(10)).getLast().lines())
          .contains("✅ Resolved: Score fell below 50 – flow-1")
          .contains("The score is 55.0, no longer less than 50.");

      log.again(List.copyOf(log.entries()));
      log.moved("acme", "flow-2", NOON.plusSeconds(180), null, 700);
      log.moved("acme", "flow-2", NOON.plusSeconds(240), 700, 400);
      flowAlert("flow-2", AlertState.ALERT_STATE_FIRING, 3);
      assertThat(slack.messages()).hasSize(3);
      assertThat(webhook.requests()).hasSize(3);
      assertThat(mailbox.messagesTo(READER)).hasSize(3);
    }
  }

  @Test
  void imperfectReceiversGetEachNotificationWithOneIdAndDelayNobody() {
    try (HttpReceiver limited = HttpReceiver.start(HttpReceiver.Behaviour.TOO_MANY_REQUESTS);
        HttpReceiver failing =
            HttpReceiver.start(
                HttpReceiver.Behaviour.SERVER_ERROR, HttpReceiver.Behaviour.SERVER_ERROR);
        HttpReceiver hanging = HttpReceiver.start(HttpReceiver.Behaviour.HANG);
        HttpReceiver dropping = HttpReceiver.start(HttpReceiver.Behaviour.DROP);
        HttpReceiver gone = HttpReceiver.start(HttpReceiver.Behaviour.GONE);
        HttpReceiver moved = HttpReceiver.start(HttpReceiver.Behaviour.REDIRECT)) {
      Map<String, HttpReceiver> receivers =
          Map.of(
              "limited",
              limited,
              "failing",
              failing,
              "hanging",
              hanging,
              "dropping",
              dropping,
              "gone",
              gone,
              "moved",
              moved);
      receivers.forEach((name, one) -> acme.put(Api.webhook(name, one.url("/" + name))));
      acme.put(
          Api.fallBelow50(
              "imperfect", "", "limited", "failing", "hanging", "dropping", "gone", "moved"));

      log.moved("acme", "imperfect-1", NOON, null, 600);
      log.moved("acme", "imperfect-1", NOON.plusSeconds(1), 600, 400);

      List<Alert> alerts =
          acme.alerts(
              "imperfect-1",
              found ->
                  found.stream()
                          .filter(alert -> alert.getRule().equals("imperfect"))
                          .flatMap(alert -> alert.getDeliveriesList().stream())
                          .filter(d -> d.getState() != DeliveryState.DELIVERY_STATE_PENDING)
                          .count()
                      == 6);
      Alert alert =
          alerts.stream().filter(a -> a.getRule().equals("imperfect")).findFirst().orElseThrow();
      assertThat(alert.getDeliveriesList())
          .extracting(Delivery::getReceiver, Delivery::getState, Delivery::getLastOutcome)
          .containsExactly(
              tuple("dropping", DeliveryState.DELIVERY_STATE_DELIVERED, "HTTP 200"),
              tuple("failing", DeliveryState.DELIVERY_STATE_DELIVERED, "HTTP 200"),
              tuple("gone", DeliveryState.DELIVERY_STATE_FAILED, "HTTP 410"),
              tuple("hanging", DeliveryState.DELIVERY_STATE_DELIVERED, "HTTP 200"),
              tuple("limited", DeliveryState.DELIVERY_STATE_DELIVERED, "HTTP 200"),
              tuple(
                  "moved",
                  DeliveryState.DELIVERY_STATE_FAILED,
                  "HTTP 302, redirects are not followed"));
      Map<String, List<String>> attempts = Attempts.of("imperfect-1", "imperfect");
      for (Delivery delivery : alert.getDeliveriesList()) {
        String name = delivery.getReceiver();
        List<String> made = Objects.requireNonNull(attempts.get(name), name);
        assertThat(made).as(name).hasSize(delivery.getAttempts());
        HttpReceiver receiver = Objects.requireNonNull(receivers.get(name), name);
        assertThat(receiver.requests())
            .extracting(request -> request.headers().get("webhook-id"))
            .containsOnly(delivery.getNotificationId());
        assertOutcomes(name, made, receiver.requests());
      }
      assertThat(hanging.requests())
          .extracting(HttpReceiver.Request::answered)
          .startsWith(HttpReceiver.Behaviour.HANG, HttpReceiver.Behaviour.OK);
      long waited = limited.requests().get(1).nanos() - limited.requests().get(0).nanos();
      assertThat(waited).isGreaterThanOrEqualTo(1_900_000_000L);
    }
  }

  /**
   * Each request has the attempt that made it, with the outcome of what was answered. On a slow
   * machine any answer may come too late, and a connection may not be made in time.
   */
  private static void assertOutcomes(
      String receiver, List<String> attempts, List<HttpReceiver.Request> requests) {
    List<String> connected =
        attempts.stream().filter(outcome -> !outcome.equals("could not connect")).toList();
    assertThat(connected).as("%s: %s", receiver, attempts).hasSameSizeAs(requests);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(connected.get(i))
          .as("%s, attempt %d of %s", receiver, i + 1, attempts)
          .isIn(outcome(requests.get(i).answered()), NO_ANSWER);
    }
  }

  private static String outcome(HttpReceiver.Behaviour answered) {
    return switch (answered) {
      case OK -> "HTTP 200";
      case TOO_MANY_REQUESTS -> "HTTP 429";
      case SERVER_ERROR -> "HTTP 500";
      case GONE -> "HTTP 410";
      case REDIRECT -> "HTTP 302, redirects are not followed";
      case HANG -> NO_ANSWER;
      case DROP -> "the connection broke before an answer came";
    };
  }

  @Test
  void alertsOfATimeBeforeTheReceiverAreKeptAndNotSent() {
    try (HttpReceiver receiver = HttpReceiver.start()) {
      acme.put(
          Api.webhook("late-hook", receiver.url("/"))
              .setActiveFromTime(
                  com.google.protobuf.Timestamp.newBuilder().setSeconds(4_000_000_000L)));
      acme.put(Api.fallBelow50("late", "", "late-hook"));

      log.moved("acme", "late-1", NOON, null, 600);
      log.moved("acme", "late-1", NOON.plusSeconds(1), 600, 400);

      Alert alert =
          acme
              .alerts("late-1", found -> found.stream().anyMatch(a -> a.getRule().equals("late")))
              .stream()
              .filter(a -> a.getRule().equals("late"))
              .findFirst()
              .orElseThrow();
      assertThat(alert.getDeliveries(0).getState())
          .isEqualTo(DeliveryState.DELIVERY_STATE_SUPPRESSED);
      assertThat(alert.getDeliveries(0).getLastOutcome())
          .isEqualTo(
              "fired at 2016-03-01T12:00:01Z, before the receiver's active_from_time"
                  + " 2096-10-02T07:06:40Z");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private Alert flowAlert(String account, AlertState state, int delivered) {
    List<Alert> found =
        acme.alerts(
            account, alerts -> alerts.stream().anyMatch(alert -> isTold(alert, state, delivered)));
    return found.stream()
        .filter(alert -> isTold(alert, state, delivered))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not told: " + found));
  }

  private static boolean isTold(Alert alert, AlertState state, int delivered) {
    return alert.getRule().equals("flow")
        && alert.getState() == state
        && alert.getDeliveriesList().stream()
                .filter(d -> d.getState() == DeliveryState.DELIVERY_STATE_DELIVERED)
                .count()
            == delivered;
  }

  private static Map<String, List<String>> lists(Map<String, String> headers) {
    Map<String, List<String>> lists = new java.util.HashMap<>();
    headers.forEach(
        (name, value) -> lists.put(name.toLowerCase(java.util.Locale.ROOT), List.of(value)));
    return lists;
  }
}
