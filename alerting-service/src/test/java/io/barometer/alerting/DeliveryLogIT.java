package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.DeliveryAttempt;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesResponse;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class DeliveryLogIT {

  private static final Instant NOON = Instant.parse("2016-09-01T12:00:00Z");

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
  void whatWasGivenUpIsLoggedAttemptByAttemptAndSentAgainWithItsId() {
    try (HttpReceiver hook =
        HttpReceiver.start(HttpReceiver.Behaviour.SERVER_ERROR, HttpReceiver.Behaviour.GONE)) {
      acme.put(Api.webhook("log-hook", hook.url("/")));
      acme.put(Api.fallBelow50("log", "", "log-hook"));
      fall("log-1");

      LoggedDelivery failed = one("log-hook", DeliveryState.DELIVERY_STATE_FAILED);
      assertThat(failed.getAttemptsList())
          .extracting(DeliveryAttempt::getNumber, DeliveryAttempt::getOutcome)
          .containsExactly(tuple(1, "Retryable"), tuple(2, "Rejected"));
      assertThat(failed.getAttemptsList())
          .extracting(DeliveryAttempt::getDetail)
          .containsExactly("HTTP 500", "HTTP 410");
      assertThat(failed.hasNextAttemptTime()).isFalse();
      assertThat(failed.getAlertId()).isNotEmpty();

      ReplayDeliveriesRequest again =
          ReplayDeliveriesRequest.newBuilder()
              .setReceiver("log-hook")
              .setFromTime(Timestamp.newBuilder().setSeconds(1))
              .build();
      assertThat(acme.deliveries().replayDeliveries(again).getDeliveries()).isEqualTo(1);
      LoggedDelivery delivered = one("log-hook", DeliveryState.DELIVERY_STATE_DELIVERED);
      assertThat(delivered.getAttemptsList())
          .extracting(DeliveryAttempt::getDetail)
          .containsExactly("HTTP 500", "HTTP 410", "HTTP 200");
      assertThat(hook.requests())
          .extracting(request -> request.headers().get("webhook-id"))
          .containsExactly(
              failed.getDelivery().getNotificationId(),
              failed.getDelivery().getNotificationId(),
              failed.getDelivery().getNotificationId());
      assertThat(acme.deliveries().replayDeliveries(again).getDeliveries()).isZero();

      ReplayDeliveriesRequest lost =
          again.toBuilder()
              .addStates(DeliveryState.DELIVERY_STATE_DELIVERED)
              .addNotificationIds(failed.getDelivery().getNotificationId())
              .build();
      assertThat(acme.deliveries().replayDeliveries(lost).getDeliveries()).isEqualTo(1);
      Await.until(hook::requests, requests -> requests.size() == 4);
    }
  }

  @Test
  void aNewSecretAndTheOldOneBothSignUntilTheOldOneExpires() throws Exception {
    try (HttpReceiver hook = HttpReceiver.start()) {
      String first = acme.put(Api.webhook("turn-hook", hook.url("/"))).getGeneratedSecret();
      acme.put(Api.fallBelow50("turn", "", "turn-hook"));
      RotateSecretRequest rotate =
          RotateSecretRequest.newBuilder().setReceiver("turn-hook").build();

      RotateSecretResponse turned = acme.deliveries().rotateSecret(rotate);

      String second = turned.getGeneratedSecret();
      assertThat(second).startsWith("whsec_").isNotEqualTo(first);
      assertThat(turned.getPreviousSecretExpireTime().getSeconds())
          .isBetween(
              Instant.now().getEpochSecond() + 86_000, Instant.now().getEpochSecond() + 86_400);
      fall("turn-1");
      HttpReceiver.Request both = Await.until(hook::requests, r -> r.size() == 1).getFirst();
      assertThat(verifies(first, both)).isTrue();
      assertThat(verifies(second, both)).isTrue();

      String third =
          acme.deliveries()
              .rotateSecret(rotate.toBuilder().setOverlap(Duration.getDefaultInstance()).build())
              .getGeneratedSecret();
      fall("turn-2");
      HttpReceiver.Request alone = Await.until(hook::requests, r -> r.size() == 2).getLast();
      assertThat(verifies(first, alone)).isFalse();
      assertThat(verifies(second, alone)).isFalse();
      assertThat(verifies(third, alone)).isTrue();
      assertThat(acme.stub().listReceivers(ListReceiversRequest.getDefaultInstance()).toString())
          .doesNotContain("whsec_");
    }
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    try (HttpReceiver hook = HttpReceiver.start()) {
      acme.put(Api.webhook("page-hook", hook.url("/")));
      acme.put(Api.fallBelow50("page", "", "page-hook"));
      for (int i = 0; i < 5; i++) {
        fall("page-" + i);
      }
      Await.until(hook::requests, requests -> requests.size() == 5);
      List<String> ids = new ArrayList<>();
      String token = "";
      do {
        ListDeliveriesResponse page =
            acme.deliveries()
                .listDeliveries(
                    ListDeliveriesRequest.newBuilder()
                        .setReceiver("page-hook")
                        .setPageSize(2)
                        .setPageToken(token)
                        .build());
        page.getDeliveriesList().forEach(d -> ids.add(d.getDelivery().getNotificationId()));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(ids).hasSize(5).doesNotHaveDuplicates();
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(
              hook.requests().stream().map(r -> r.headers().get("webhook-id")).toList());
    }
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThat(
            Refused.paths(
                () ->
                    acme.deliveries()
                        .replayDeliveries(
                            ReplayDeliveriesRequest.newBuilder()
                                .setReceiver("No Such")
                                .addNotificationIds("x")
                                .build())))
        .containsExactly("receiver", "notification_ids[0]");
    assertThat(
            Refused.paths(
                () ->
                    acme.deliveries()
                        .rotateSecret(
                            RotateSecretRequest.newBuilder()
                                .setSecret("secret")
                                .setOverlap(Duration.newBuilder().setSeconds(-1))
                                .build())))
        .containsExactly("receiver", "secret", "overlap");
    acme.put(Api.email("log-mail", "log@example.com"));
    assertThat(
            Refused.by(
                () ->
                    acme.deliveries()
                        .rotateSecret(
                            RotateSecretRequest.newBuilder().setReceiver("log-mail").build())))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(
            Refused.paths(
                () ->
                    acme.deliveries()
                        .replayDeliveries(
                            ReplayDeliveriesRequest.newBuilder()
                                .setReceiver("log-mail")
                                .setFromTime(Timestamp.newBuilder().setSeconds(1))
                                .addStates(DeliveryState.DELIVERY_STATE_DELIVERED)
                                .build())))
        .containsExactly("states[0]");
  }

  private void fall(String account) {
    log.moved("acme", account, NOON, null, 600);
    log.moved("acme", account, NOON.plusSeconds(1), 600, 400);
  }

  private LoggedDelivery one(String receiver, DeliveryState state) {
    return Await.until(
            () ->
                acme.deliveries()
                    .listDeliveries(
                        ListDeliveriesRequest.newBuilder()
                            .setReceiver(receiver)
                            .addStates(state)
                            .build())
                    .getDeliveriesList(),
            found -> found.size() == 1)
        .getFirst();
  }

  private static boolean verifies(String secret, HttpReceiver.Request request) throws Exception {
    Map<String, List<String>> headers = new TreeMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    try {
      new Webhook(secret).verify(request.body(), headers);
      return true;
    } catch (WebhookVerificationException otherSecret) {
      return false;
    }
  }
}
