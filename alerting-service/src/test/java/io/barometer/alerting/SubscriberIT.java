package io.barometer.alerting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.barometer.alerting.digest.DueDigests;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.Database;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.GetSubscriptionRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.barometer.proto.alerting.v1.PreviewDigestRequest;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.Subscription;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class SubscriberIT {

  private static final Instant NOON = Instant.parse("2016-10-03T12:00:00Z");

  @Inject DueDigests digests;

  @ConfigProperty(name = "barometer.smtp.port")
  int port;

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

  private static Receiver.Builder subscriber(String name, AlertSeverity atOnce, String matcher) {
    return Receiver.newBuilder()
        .setName(name)
        .setSubscriber(
            SubscriberChannel.newBuilder()
                .setAddress(name + "@example.com")
                .setAtOnce(atOnce)
                .setDigest(
                    DigestSchedule.newBuilder()
                        .setPeriod(DigestPeriod.DIGEST_PERIOD_DAILY)
                        .setTime("08:00")
                        .setTimeZone("Europe/Berlin")
                        .addMatchers(matcher)));
  }

  @Test
  void aPersonGetsAlertsAtOnceAndTheRestOnceADayAndChangesThatByTheLinkOfAMail() {
    try (Mailbox mailbox = Mailbox.start(port)) {
      acme.put(
          subscriber("sub-kim", AlertSeverity.ALERT_SEVERITY_CRITICAL, "account=~\"sub-kim-.*\""));
      acme.put(Api.fallBelow50("sub-kim-rule", "", "sub-kim"));
      fall("sub-kim-1");
      MailMessage atOnce = mails(mailbox, "sub-kim", 1).getLast();
      assertThat(atOnce.subject()).isEqualTo("Critical: Score fell below 50 – sub-kim-1");

      due("sub-kim");
      MailMessage digest = mails(mailbox, "sub-kim", 2).getLast();
      assertThat(digest.subject()).isEqualTo("Daily digest: 1 account at risk");
      assertThat(digest.text())
          .contains("At risk\r\n- sub-kim-1\r\n  40.0 (At Risk)")
          .contains("Scores of 3 Oct 2016");
      String page = link(digest);
      assertThat(page).startsWith("/subscriptions/").isEqualTo(link(atOnce));

      given().get(page).then().statusCode(200).body(containsString("sub-kim@example.com"));
      assertThat(stored("sub-kim").getDigest().getTime()).isEqualTo("08:00");
      given()
          .formParam("at_once", "")
          .formParam("digest", "weekly")
          .formParam("time", "17:30")
          .formParam("time_zone", "America/New_York")
          .formParam("weekday", "friday")
          .post(page)
          .then()
          .statusCode(200)
          .body(containsString("Your choice is saved."));
      assertThat(stored("sub-kim"))
          .isEqualTo(
              SubscriberChannel.newBuilder()
                  .setAddress("sub-kim@example.com")
                  .setDigest(
                      DigestSchedule.newBuilder()
                          .setPeriod(DigestPeriod.DIGEST_PERIOD_WEEKLY)
                          .setTime("17:30")
                          .setTimeZone("America/New_York")
                          .setWeekday("friday")
                          .addMatchers("account=~\"sub-kim-.*\""))
                  .build());

      fall("sub-kim-2");
      LoggedDelivery kept = keptBack("sub-kim");
      assertThat(kept.getDelivery().getLastOutcome())
          .isEqualTo("not what the subscriber chose to hear at once");
      assertThat(mailbox.messagesTo("sub-kim@example.com")).hasSize(2);

      given().formParam("List-Unsubscribe", "One-Click").post(page).then().statusCode(200);
      assertThat(stored("sub-kim"))
          .isEqualTo(SubscriberChannel.newBuilder().setAddress("sub-kim@example.com").build());
      assertThat(due("sub-kim")).isZero();
    }
  }

  @Test
  void aPlatformChangesWhatAPersonChoseAndNothingElse() {
    var matcher = "account=~\"sub-lee-.*\"";
    acme.put(subscriber("sub-lee", AlertSeverity.ALERT_SEVERITY_CRITICAL, matcher));
    acme.put(Api.email("sub-team", "team@example.com"));
    var weekly =
        DigestSchedule.newBuilder()
            .setPeriod(DigestPeriod.DIGEST_PERIOD_WEEKLY)
            .setTime("17:30")
            .setWeekday("friday");
    var request =
        UpdateSubscriptionRequest.newBuilder()
            .setReceiver("sub-lee")
            .setAtOnce(AlertSeverity.ALERT_SEVERITY_WARNING)
            .setDigest(weekly);

    Subscription changed =
        acme.subscriptions().updateSubscription(request.build()).getSubscription();

    assertThat(changed.getChoice())
        .isEqualTo(
            SubscriberChannel.newBuilder()
                .setAddress("sub-lee@example.com")
                .setAtOnce(AlertSeverity.ALERT_SEVERITY_WARNING)
                .setDigest(weekly.clone().addMatchers(matcher))
                .build());
    assertThat(stored("sub-lee")).isEqualTo(changed.getChoice());
    given()
        .get(changed.getPageUrl().replace("https://links.example.com", ""))
        .then()
        .statusCode(200);
    var get = GetSubscriptionRequest.newBuilder();
    assertThat(
            acme.subscriptions()
                .getSubscription(get.setReceiver("sub-lee").build())
                .getSubscription())
        .isEqualTo(changed);
    assertThat(
            Refused.by(
                () -> acme.subscriptions().getSubscription(get.setReceiver("sub-team").build())))
        .startsWith("FAILED_PRECONDITION STATE");
    assertThat(
            Refused.by(
                () -> acme.subscriptions().getSubscription(get.setReceiver("sub-nobody").build())))
        .startsWith("NOT_FOUND NOT_FOUND");
    assertThat(
            Refused.by(
                () ->
                    acme.subscriptions()
                        .updateSubscription(
                            request
                                .clone()
                                .setDigest(weekly.clone().setTime("25:00").addMatchers("plan=x"))
                                .build())))
        .startsWith("INVALID_ARGUMENT KEY_FORMAT");
    assertThat(stored("sub-lee")).isEqualTo(changed.getChoice());
  }

  @Test
  void whatIsWrongOnThePageChangesNothingAndAForeignLinkOpensNothing() {
    acme.put(subscriber("sub-lee", AlertSeverity.ALERT_SEVERITY_INFO, "owner=lee"));
    acme.put(subscriber("sub-max", AlertSeverity.ALERT_SEVERITY_INFO, "owner=max"));
    try (Mailbox mailbox = Mailbox.start(port)) {
      due("sub-lee");
      String page = link(mails(mailbox, "sub-lee", 1).getLast());
      given()
          .formParam("digest", "daily")
          .formParam("time", "8 o'clock")
          .formParam("time_zone", "Mars/Base")
          .post(page)
          .then()
          .statusCode(400)
          .body(containsString("Nothing was changed"));
      assertThat(stored("sub-lee").getDigest().getTimeZone()).isEqualTo("Europe/Berlin");

      String token = page.substring("/subscriptions/".length());
      byte[] other = java.util.Base64.getUrlDecoder().decode(token);
      byte[] name = "sub-max".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      System.arraycopy(name, 0, other, other.length - name.length, name.length);
      String forged =
          "/subscriptions/"
              + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(other);
      for (String foreign : List.of(forged, "/subscriptions/x", "/subscriptions/!!")) {
        given().get(foreign).then().statusCode(404);
        given().formParam("end", "end").post(foreign).then().statusCode(404);
      }
      assertThat(stored("sub-max").hasDigest()).isTrue();

      Receiver.Builder moved =
          subscriber("sub-lee", AlertSeverity.ALERT_SEVERITY_INFO, "owner=lee");
      moved.getSubscriberBuilder().setAddress("lee@elsewhere.example.com");
      acme.put(moved);
      given().get(page).then().statusCode(404);
    }
  }

  @Test
  void aDigestIsMadeOnceHoweverManyInstancesLook() throws Exception {
    try (Mailbox mailbox = Mailbox.start(port);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        acme.put(subscriber("sub-many-" + i, AlertSeverity.ALERT_SEVERITY_INFO, "owner=nobody"));
      }
      Instant now = Instant.now();
      for (int i = 0; i < 12; i++) {
        due("sub-many-" + i);
      }
      List<Callable<Integer>> looks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        looks.add(() -> digests.make(now));
      }
      threads.invokeAll(looks);
      for (int i = 0; i < 12; i++) {
        assertThat(mails(mailbox, "sub-many-" + i, 1)).hasSize(1);
        assertThat(deliveries("sub-many-" + i)).hasSize(1);
      }
    }
  }

  @Test
  void aPreviewShowsTheMailAndSendsNothing() {
    acme.put(subscriber("sub-see", AlertSeverity.ALERT_SEVERITY_INFO, "account=sub-see-1"));
    acme.put(Api.fallBelow50("sub-see-rule", ""));
    fall("sub-see-1");
    PreviewDigestRequest request = PreviewDigestRequest.newBuilder().setReceiver("sub-see").build();
    PreviewDigestResponse preview =
        Await.until(
            () -> acme.deliveries().previewDigest(request),
            seen -> seen.getContent().getAtRiskTotal() == 1);
    assertThat(preview.getSubject()).isEqualTo("Daily digest: 1 account at risk");
    assertThat(preview.getHtml()).contains("sub-see-1");
    assertThat(preview.hasNextTime()).isTrue();
    assertThat(deliveries("sub-see")).isEmpty();
    acme.put(Api.email("sub-list", "list@example.com"));
    assertThat(
            Refused.by(
                () ->
                    acme.deliveries()
                        .previewDigest(
                            PreviewDigestRequest.newBuilder().setReceiver("sub-list").build())))
        .isEqualTo("FAILED_PRECONDITION STATE");
  }

  /** Makes the digest of a subscriber due now; 0 when it has none. */
  private static int due(String receiver) {
    return Database.update(
        "update alerting.digest set due_at = now() - interval '1 second' where receiver = ?",
        receiver);
  }

  private void fall(String account) {
    log.moved("acme", account, NOON, null, 600);
    log.moved("acme", account, NOON.plusSeconds(1), 600, 400);
  }

  private static List<MailMessage> mails(Mailbox mailbox, String name, int least) {
    return Await.until(
        () -> mailbox.messagesTo(name + "@example.com"), mails -> mails.size() >= least);
  }

  private static String link(MailMessage mail) {
    String text = mail.text();
    int at = text.indexOf("https://links.example.com");
    return text.substring(at + "https://links.example.com".length()).strip();
  }

  private SubscriberChannel stored(String name) {
    return acme
        .stub()
        .listReceivers(ListReceiversRequest.getDefaultInstance())
        .getReceiversList()
        .stream()
        .filter(receiver -> receiver.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getSubscriber();
  }

  private List<LoggedDelivery> deliveries(String receiver) {
    return acme.deliveries()
        .listDeliveries(ListDeliveriesRequest.newBuilder().setReceiver(receiver).build())
        .getDeliveriesList();
  }

  private LoggedDelivery keptBack(String receiver) {
    return Await.until(
            () ->
                deliveries(receiver).stream()
                    .filter(
                        d -> d.getDelivery().getState() == DeliveryState.DELIVERY_STATE_SUPPRESSED)
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }
}
