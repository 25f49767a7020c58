package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.standardwebhooks.Webhook;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.Engine;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.alerting.fixture.TriggerReader;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTargets;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.alerting.v1.Trigger;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What engines hear of runs, each on its road. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class EnginesIT {
  private static final Instant NOON = Instant.parse("2016-11-02T12:00:00Z");
  private static final String PLAYBOOK = "Tell all engines";

  private final ScoreLogFixture log = ScoreLogFixture.shared();

  @Test
  void streamTopicAndWebhookHearOfARunWhenItIsApprovedAndNotBefore() throws Exception {
    try (Api hooli = new Api(TestKeys.HOOLI);
        HttpReceiver door = HttpReceiver.start();
        TriggerReader topic = TriggerReader.open();
        Engine engine = new Engine(TestKeys.HOOLI).subscribe("en-1", PLAYBOOK)) {
      String secret = hooli.put(Api.webhook("en-hook", door.url("/"))).getGeneratedSecret();
      hooli.put(Api.fallBelow50("en-fall", ""));
      put(hooli);
      PlaybookRun run = begin(hooli, "en-1");
      assertThat(engine.next(1_000)).isNull();
      assertThat(topic.of(run.getRunId())).isEmpty();
      assertThat(door.requests()).isEmpty();

      approve(hooli, run);
      Trigger trigger = engine.trigger();
      assertThat(trigger.getRunId()).isEqualTo(run.getRunId());
      event(Await.until(() -> topic.of(run.getRunId()), found -> !found.isEmpty()), trigger, run);
      HttpReceiver.Request request =
          Await.until(door::requests, found -> !found.isEmpty()).getFirst();
      new Webhook(secret).verify(request.body(), lists(request.headers()));
      GetRunResponse told =
          Await.until(
              () -> get(hooli, run),
              now -> now.getDeliveries(0).getState() == DeliveryState.DELIVERY_STATE_DELIVERED);
      assertThat(request.headers().get("webhook-id"))
          .isEqualTo(told.getDeliveries(0).getNotificationId());
      JsonObject body = new JsonObject(request.body());
      assertThat(body.getString("type")).isEqualTo("playbook.triggered");
      assertThat(body.getJsonObject("data").getString("run_id")).isEqualTo(run.getRunId());

      approve(hooli, run);
      assertThat(engine.next(1_000)).isNull();
      assertThat(topic.of(run.getRunId())).hasSize(1);
      assertThat(door.requests()).hasSize(1);
    }
  }

  @Test
  void aStreamThatIsKilledGoesOnWithWhatWasNotAcknowledged() {
    try (Api hooli = new Api(TestKeys.HOOLI)) {
      hooli.put(Api.fallBelow50("en-fall", ""));
      hooli.put(Api.webhook("en-hook", "http://127.0.0.1:1/"));
      put(hooli);
      Trigger first;
      try (Engine killed = new Engine(TestKeys.HOOLI).subscribe("en-2", PLAYBOOK)) {
        approve(hooli, begin(hooli, "en-2"));
        first = killed.trigger();
        while (!first.getAccount().getAccountId().equals("en-2")) {
          killed.acknowledge(first.getSequence());
          first = killed.trigger();
        }
      }
      try (Engine again = new Engine(TestKeys.HOOLI).subscribe("en-2", PLAYBOOK)) {
        Trigger next = again.trigger();
        while (next.getSequence() < first.getSequence()) {
          next = again.trigger();
        }
        assertThat(next).isEqualTo(first);
      }
    }
  }

  private static void event(List<CloudEvent> events, Trigger trigger, PlaybookRun run) {
    assertThat(events).hasSize(1);
    CloudEvent event = events.getFirst();
    assertThat(event.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(event.getId()).isEqualTo(trigger.getTriggerId());
    assertThat(event.getSubject()).isEqualTo(run.getRunId());
    assertThat(event.getType()).isEqualTo("io.barometer.playbook.triggered");
    assertThat(event.getSource()).isEqualTo(URI.create("/barometer/tenants/hooli"));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getTime()).isNotNull();
    assertThat(event.getExtension("partitionkey")).isEqualTo("en-1");
    assertThat(event.getExtension("sequence")).isEqualTo("" + trigger.getSequence());
    JsonObject data =
        new JsonObject(
            new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8));
    assertThat(data.getString("playbook")).isEqualTo(PLAYBOOK);
    assertThat(data.getString("approved_by")).isEqualTo("Kim");
    assertThat(data.getString("reason")).isEqualTo("Fell below 50: 60.0 → 40.0.");
    assertThat(data.getJsonObject("account").getString("id")).isEqualTo("en-1");
    assertThat(data.getJsonArray("steps").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("title", "Call the sponsor")
                .put("who", "customer")
                .put("channel", "phone"));
  }

  private PlaybookRun begin(Api hooli, String account) {
    log.moved("hooli", account, NOON, null, 600);
    log.moved("hooli", account, NOON.plusSeconds(1), 600, 400);
    return Await.until(
            () ->
                hooli
                    .playbooks()
                    .listRuns(
                        ListRunsRequest.newBuilder()
                            .setAccountId(account)
                            .setPlaybook(PLAYBOOK)
                            .build())
                    .getRunsList(),
            runs -> !runs.isEmpty())
        .getFirst();
  }

  private static void put(Api hooli) {
    hooli
        .playbooks()
        .putPlaybook(
            PutPlaybookRequest.newBuilder()
                .setPlaybook(
                    Playbook.newBuilder()
                        .setName(PLAYBOOK)
                        .setActiveFromTime(Timestamp.newBuilder().setSeconds(1))
                        .setTrigger(PlaybookTrigger.newBuilder().addRules("en-fall"))
                        .addAudience("account=~\"en-.*\"")
                        .setTargets(
                            PlaybookTargets.newBuilder().setKafka(true).addWebhooks("en-hook"))
                        .addSteps(
                            PlaybookStep.newBuilder()
                                .setTitle("Call the sponsor")
                                .setWho(StepReach.STEP_REACH_CUSTOMER)
                                .setChannel("phone")))
                .build());
  }

  private static void approve(Api hooli, PlaybookRun run) {
    hooli
        .playbooks()
        .approveRun(
            ApproveRunRequest.newBuilder().setRunId(run.getRunId()).setApprovedBy("Kim").build());
  }

  private static GetRunResponse get(Api hooli, PlaybookRun run) {
    return hooli.playbooks().getRun(GetRunRequest.newBuilder().setRunId(run.getRunId()).build());
  }

  private static Map<String, List<String>> lists(Map<String, String> headers) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach(
        (name, value) -> lists.put(name.toLowerCase(java.util.Locale.ROOT), List.of(value)));
    return lists;
  }
}
