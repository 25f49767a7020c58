package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceImplBase;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryAttempt;
import io.barometer.proto.alerting.v1.DeliveryServiceGrpc.DeliveryServiceImplBase;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.GetSubscriptionRequest;
import io.barometer.proto.alerting.v1.GetSubscriptionResponse;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesResponse;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.ListReceiversResponse;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.barometer.proto.alerting.v1.PreviewDigestRequest;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.PreviewTemplateRequest;
import io.barometer.proto.alerting.v1.PreviewTemplateResponse;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import io.barometer.proto.alerting.v1.ReplayDeliveriesResponse;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.Subscription;
import io.barometer.proto.alerting.v1.SubscriptionServiceGrpc.SubscriptionServiceImplBase;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.alerting.v1.UpdateSubscriptionResponse;
import io.barometer.proto.alerting.v1.WebhookChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverCommandsTest {
  private static final Receiver KIM =
      Receiver.newBuilder()
          .setName("kim")
          .setSubscriber(
              SubscriberChannel.newBuilder()
                  .setAddress("kim@example.com")
                  .setAtOnce(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                  .setDigest(
                      DigestSchedule.newBuilder()
                          .setPeriod(DigestPeriod.DIGEST_PERIOD_WEEKLY)
                          .setTime("08:00")
                          .setTimeZone("Europe/Berlin")
                          .setWeekday("friday")
                          .addMatchers("owner=kim")))
          .build();
  private static final Receiver HOOK =
      Receiver.newBuilder()
          .setName("crm-hook")
          .setWebhook(WebhookChannel.newBuilder().setUrl("https://crm.example.com/hook"))
          .build();

  @TempDir private Path folder;
  private final List<Receiver> stored = new ArrayList<>();
  private final List<Object> asked = new ArrayList<>();

  @AutoClose
  private final FakeServer server =
      new FakeServer(new Receivers(), new Deliveries(), new Subscriptions());

  private final CommandRun cli = new CommandRun(server.address());

  @Test
  void aFileOfReceiversIsPutAndListed() throws IOException {
    Path file = folder.resolve("receivers.yaml");
    Files.writeString(
        file,
        """
        receivers:
          - name: kim
            subscriber:
              address: kim@example.com
              at_once: critical
              digest: {period: weekly, time: '08:00', time_zone: Europe/Berlin, weekday: friday, matchers: [owner=kim]}
          - name: crm-hook
            webhook: {url: https://crm.example.com/hook}
        """);
    assertThat(cli.run("receivers", "put", file.toString())).isZero();
    assertThat(stored).containsExactly(KIM, HOOK);
    assertThat(cli.run("receivers", "list")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            The receiver kim is there.
            The receiver crm-hook is there.
            Its secret, shown this once: whsec_made
            Receiver  Way         To
            kim       subscriber  kim@example.com
                critical at once, digest every friday at 08:00 Europe/Berlin
            crm-hook  webhook     https://crm.example.com/hook
            """);
  }

  @Test
  void aSecretIsShownOnceWithTheTimeUntilWhichBothSign() {
    assertThat(cli.run("receivers", "rotate", "crm-hook", "--overlap", "4h")).isZero();
    assertThat(asked)
        .containsExactly(
            RotateSecretRequest.newBuilder()
                .setReceiver("crm-hook")
                .setOverlap(Duration.newBuilder().setSeconds(14_400))
                .build());
    assertThat(cli.out())
        .isEqualTo(
            """
            The new secret of crm-hook, shown this once: whsec_new
            The old one signs too until 2026-11-23T00:00:00Z; change it at the receiver before.
            """);
  }

  @Test
  void aDigestIsShownAndItsHtmlWritten() throws IOException {
    Path html = folder.resolve("digest.html");
    assertThat(cli.run("receivers", "digest", "kim", "--html", html.toString())).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Comes at 2026-11-27T07:00:00Z. Now it would be:

              Weekly digest: 1 account at risk

              At risk
              - Acme
                41.2 (At Risk)
            """);
    assertThat(html).hasContent("<p>digest</p>");
  }

  @Test
  void deliveriesAreListedWithTheirAttemptsAndSentAgain() {
    assertThat(cli.run("deliveries", "list", "--receiver", "crm-hook", "--state", "failed"))
        .isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Decided           Receiver  State   Attempts  Outcome
            2026-11-22 12:00  crm-hook  failed         2  HTTP 410
                0193-id · HTTP 500 (12 ms) · HTTP 410 (8 ms)
            """);
    assertThat(asked)
        .containsExactly(
            ListDeliveriesRequest.newBuilder()
                .setReceiver("crm-hook")
                .addStates(DeliveryState.DELIVERY_STATE_FAILED)
                .setPageSize(50)
                .build());
    assertThat(cli.run("deliveries", "replay", "crm-hook")).isNotZero();
    assertThat(cli.err()).contains("from when on with --since");
    assertThat(cli.run("deliveries", "replay", "crm-hook", "0193-id")).isZero();
    assertThat(cli.out())
        .endsWith(
            "1 delivery is sent again; see ./barometer deliveries list --receiver crm-hook\n");
  }

  @Test
  void aTemplateIsTriedOnAnAlert() throws IOException {
    Path file = folder.resolve("receivers.yaml");
    Files.writeString(
        file,
        """
        - name: team
          email: {to: [team@example.com]}
          template: {title: '{{account}} needs {{owner}}'}
        """);
    assertThat(cli.run("receivers", "preview", file.toString(), "--alert", "a-1")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            team would read:
              {{account}} needs {{owner}} of a-1
              Fell below 50.
            """);
  }

  @Test
  void aSubscriberKeepsWhatIsNotNamed() {
    assertThat(cli.run("subscriptions", "change", "kim", "--at-once", "none", "--time", "17:30"))
        .isZero();
    assertThat(asked)
        .containsExactly(
            UpdateSubscriptionRequest.newBuilder()
                .setReceiver("kim")
                .setDigest(
                    KIM.getSubscriber().getDigest().toBuilder().setTime("17:30").clearMatchers())
                .build());
    assertThat(cli.run("subscriptions", "show", "kim", "--json")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            kim, kim@example.com: critical at once, digest every friday at 08:00 Europe/Berlin.
            The next digest comes at 2026-11-27T07:00:00Z.
            Their own page: https://links.example.com/subscriptions/x
            {"receiver":"kim","address":"kim@example.com","at_once":"critical","digest":"weekly",\
            "time":"08:00","time_zone":"Europe/Berlin","weekday":"friday",\
            "next_digest_time":"2026-11-27T07:00:00Z",\
            "page_url":"https://links.example.com/subscriptions/x"}
            """);
    assertThat(cli.run("subscriptions", "change", "kim", "--digest", "hourly")).isEqualTo(1);
    assertThat(cli.err()).contains("\"hourly\" is none of daily, weekly or none");
  }

  private static Timestamp time(String instant) {
    return Timestamp.newBuilder()
        .setSeconds(java.time.Instant.parse(instant).getEpochSecond())
        .build();
  }

  private final class Subscriptions extends SubscriptionServiceImplBase {
    private final Subscription kim =
        Subscription.newBuilder()
            .setReceiver("kim")
            .setChoice(KIM.getSubscriber())
            .setNextDigestTime(time("2026-11-27T07:00:00Z"))
            .setPageUrl("https://links.example.com/subscriptions/x")
            .build();

    @Override
    public void getSubscription(
        GetSubscriptionRequest request, StreamObserver<GetSubscriptionResponse> answer) {
      answer.onNext(GetSubscriptionResponse.newBuilder().setSubscription(kim).build());
      answer.onCompleted();
    }

    @Override
    public void updateSubscription(
        UpdateSubscriptionRequest request, StreamObserver<UpdateSubscriptionResponse> answer) {
      asked.add(request);
      answer.onNext(UpdateSubscriptionResponse.newBuilder().setSubscription(kim).build());
      answer.onCompleted();
    }
  }

  private final class Receivers extends AlertingServiceImplBase {
    @Override
    public void putReceiver(
        PutReceiverRequest request, StreamObserver<PutReceiverResponse> answer) {
      stored.add(request.getReceiver());
      answer.onNext(
          PutReceiverResponse.newBuilder()
              .setReceiver(request.getReceiver())
              .setGeneratedSecret(request.getReceiver().hasWebhook() ? "whsec_made" : "")
              .build());
      answer.onCompleted();
    }

    @Override
    public void listReceivers(
        ListReceiversRequest request, StreamObserver<ListReceiversResponse> answer) {
      answer.onNext(ListReceiversResponse.newBuilder().addAllReceivers(stored).build());
      answer.onCompleted();
    }
  }

  private final class Deliveries extends DeliveryServiceImplBase {
    @Override
    public void previewTemplate(
        PreviewTemplateRequest request, StreamObserver<PreviewTemplateResponse> answer) {
      answer.onNext(
          PreviewTemplateResponse.newBuilder()
              .setTitle(request.getTemplate().getTitle() + " of " + request.getAlertId())
              .setText("Fell below 50.")
              .build());
      answer.onCompleted();
    }

    @Override
    public void rotateSecret(
        RotateSecretRequest request, StreamObserver<RotateSecretResponse> answer) {
      asked.add(request);
      answer.onNext(
          RotateSecretResponse.newBuilder()
              .setGeneratedSecret("whsec_new")
              .setPreviousSecretExpireTime(time("2026-11-23T00:00:00Z"))
              .build());
      answer.onCompleted();
    }

    @Override
    public void previewDigest(
        PreviewDigestRequest request, StreamObserver<PreviewDigestResponse> answer) {
      answer.onNext(
          PreviewDigestResponse.newBuilder()
              .setNextTime(time("2026-11-27T07:00:00Z"))
              .setText("Weekly digest: 1 account at risk\n\nAt risk\n- Acme\n  41.2 (At Risk)\n")
              .setHtml("<p>digest</p>")
              .build());
      answer.onCompleted();
    }

    @Override
    public void listDeliveries(
        ListDeliveriesRequest request, StreamObserver<ListDeliveriesResponse> answer) {
      asked.add(request);
      answer.onNext(
          ListDeliveriesResponse.newBuilder()
              .addDeliveries(
                  LoggedDelivery.newBuilder()
                      .setDelivery(
                          Delivery.newBuilder()
                              .setNotificationId("0193-id")
                              .setReceiver("crm-hook")
                              .setState(DeliveryState.DELIVERY_STATE_FAILED)
                              .setAttempts(2)
                              .setLastOutcome("HTTP 410"))
                      .setCreatedTime(time("2026-11-22T12:00:00Z"))
                      .addAttempts(attempt(1, 12, "HTTP 500"))
                      .addAttempts(attempt(2, 8, "HTTP 410")))
              .build());
      answer.onCompleted();
    }

    @Override
    public void replayDeliveries(
        ReplayDeliveriesRequest request, StreamObserver<ReplayDeliveriesResponse> answer) {
      answer.onNext(
          ReplayDeliveriesResponse.newBuilder()
              .setDeliveries(request.getNotificationIdsCount())
              .build());
      answer.onCompleted();
    }

    private static DeliveryAttempt attempt(int number, int millis, String detail) {
      return DeliveryAttempt.newBuilder()
          .setNumber(number)
          .setLength(Duration.newBuilder().setNanos(millis * 1_000_000))
          .setDetail(detail)
          .build();
    }
  }
}
