package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.HttpReceiver;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.DeliveryServiceGrpc;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.EndSilenceRequest;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.Route;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.RoutingServiceGrpc;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.Silence;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.SubscriptionServiceGrpc;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.testing.AuditedCalls;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change of what is told to whom is one entry, whichever call makes it. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class AuditIT {
  private static final Instant NOON = Instant.parse("2016-12-01T12:00:00Z");
  private static final String TENANT = "globex";
  private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api api;
  private AuditedCalls calls;

  @BeforeEach
  void open() {
    api = new Api(TestKeys.GLOBEX);
    calls = new AuditedCalls(api.channel().as(TestKeys.GLOBEX));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void everyCallThatSaysSoAddsOneEntry() throws Exception {
    rules();
    receivers();
    routingAndSilences();
    playbooks();
    alertsAndIncidents();
    deliveries();
    subscriptions();
    assertThat(calls.called()).isEqualTo(AuditedCalls.declared("barometer.alerting.v1"));
    assertThat(calls.entries(1).toString()).doesNotContain(WEBHOOK_SECRET);
    calls.holds("alerting");
  }

  private void rules() throws Exception {
    Rule rule = Api.fallBelow50("aud-rule", "");
    AuditEntry put = calls.one(AlertingServiceGrpc.getPutRuleMethod(), () -> api.put(rule));
    assertThat(put.getService()).isEqualTo("alerting");
    assertThat(put.getTenantId()).isEqualTo(TENANT);
    assertThat(put.getTarget()).isEqualTo("rule aud-rule");
    assertThat(put.getActor().getName()).matches("key [0-9a-f]{8}");
    assertThat(put.getActor().getRolesList()).containsExactly("admin", "source");
    assertThat(put.getActor().getVia()).isEqualTo("grpc");
    assertThat(put.getDetail()).startsWith("{\"rule\":{\"name\":\"aud-rule\",");
    calls.none(() -> api.put(rule));
    calls.one(() -> api.put(rule.toBuilder().setTitle("Another").build()));
    var delete = DeleteRuleRequest.newBuilder().setName("aud-rule").build();
    AuditEntry deleted =
        calls.one(AlertingServiceGrpc.getDeleteRuleMethod(), () -> api.stub().deleteRule(delete));
    assertThat(deleted.getTarget()).isEqualTo("rule aud-rule");
    calls.none(
        () ->
            assertThat(Refused.by(() -> api.stub().deleteRule(delete)))
                .isEqualTo("NOT_FOUND NOT_FOUND"));
    calls.none(
        () ->
            assertThat(Refused.by(() -> api.stub().putRule(PutRuleRequest.getDefaultInstance())))
                .startsWith("INVALID_ARGUMENT"));
  }

  private void receivers() throws Exception {
    Receiver.Builder hook = Api.webhook("aud-hook", "https://crm.example.com/in");
    hook.getWebhookBuilder().setSecret(WEBHOOK_SECRET);
    AuditEntry put =
        calls.one(AlertingServiceGrpc.getPutReceiverMethod(), () -> api.put(hook.clone()));
    assertThat(put.getTarget()).isEqualTo("receiver aud-hook");
    assertThat(put.getDetail()).contains("https://crm.example.com/in").doesNotContain("whsec_");
    calls.none(() -> api.put(hook.clone()));
    hook.getWebhookBuilder().clearSecret();
    calls.none(() -> api.put(hook.clone()));
    var rotate = RotateSecretRequest.newBuilder().setReceiver("aud-hook");
    AuditEntry rotated =
        calls.one(
            DeliveryServiceGrpc.getRotateSecretMethod(),
            () -> api.deliveries().rotateSecret(rotate.build()));
    assertThat(rotated.getDetail()).isEqualTo("{\"receiver\":\"aud-hook\"}");
    rotate.setSecret(WEBHOOK_SECRET);
    calls.one(() -> api.deliveries().rotateSecret(rotate.build()));
    calls.none(() -> api.deliveries().rotateSecret(rotate.build()));
    var delete = DeleteReceiverRequest.newBuilder().setName("aud-hook").build();
    calls.one(
        AlertingServiceGrpc.getDeleteReceiverMethod(), () -> api.stub().deleteReceiver(delete));
    api.put(Api.email("aud-used", "team@example.com"));
    api.put(Api.fallBelow50("aud-uses", "", "aud-used"));
    calls.none(
        () ->
            assertThat(
                    Refused.by(
                        () ->
                            api.stub()
                                .deleteReceiver(delete.toBuilder().setName("aud-used").build())))
                .isEqualTo("FAILED_PRECONDITION IN_USE"));
    api.stub().deleteRule(DeleteRuleRequest.newBuilder().setName("aud-uses").build());
  }

  private void routingAndSilences() throws Exception {
    Route.Builder root =
        Route.newBuilder().setName("all").setGroupWait(Duration.newBuilder().setSeconds(31));
    var put = PutRoutingRequest.newBuilder().setRouting(Routing.newBuilder().setRoot(root));
    AuditEntry changed =
        calls.one(
            RoutingServiceGrpc.getPutRoutingMethod(), () -> api.routing().putRouting(put.build()));
    assertThat(changed.getTarget()).isEqualTo("routing");
    calls.none(() -> api.routing().putRouting(put.build()));
    calls.none(
        () ->
            assertThat(
                    Refused.by(
                        () ->
                            api.routing().putRouting(put.clone().setExpectedRevision(77).build())))
                .isEqualTo("FAILED_PRECONDITION VERSION_CONFLICT"));

    var create =
        CreateSilenceRequest.newBuilder()
            .setRequestId("aud-1")
            .setSilence(
                Silence.newBuilder()
                    .addMatchers("account=aud-quiet")
                    .setEndTime(time(Instant.now().plusSeconds(3_600)))
                    .setAuthor("Kim")
                    .setReason("known"))
            .build();
    AuditEntry created =
        calls.one(
            RoutingServiceGrpc.getCreateSilenceMethod(), () -> api.routing().createSilence(create));
    assertThat(created.getReason()).isEqualTo("known");
    calls.none(() -> api.routing().createSilence(create));
    String id = created.getTarget().substring("silence ".length());
    var end = EndSilenceRequest.newBuilder().setSilenceId(id).setEndedBy("Lee").build();
    AuditEntry ended =
        calls.one(RoutingServiceGrpc.getEndSilenceMethod(), () -> api.routing().endSilence(end));
    assertThat(ended.getTarget()).isEqualTo(created.getTarget());
    calls.none(() -> api.routing().endSilence(end));
  }

  private void playbooks() throws Exception {
    api.put(Api.fallBelow50("aud-fall", ""));
    var put =
        PutPlaybookRequest.newBuilder()
            .setPlaybook(
                Playbook.newBuilder()
                    .setName("Audited")
                    .setActiveFromTime(Timestamp.newBuilder().setSeconds(1))
                    .setTrigger(PlaybookTrigger.newBuilder().addRules("aud-fall"))
                    .addAudience("account=~\"aud-run-.*\"")
                    .addSteps(
                        PlaybookStep.newBuilder()
                            .setTitle("Call the sponsor")
                            .setWho(StepReach.STEP_REACH_CUSTOMER)))
            .build();
    AuditEntry changed =
        calls.one(
            PlaybookServiceGrpc.getPutPlaybookMethod(), () -> api.playbooks().putPlaybook(put));
    assertThat(changed.getTarget()).isEqualTo("playbook Audited");
    calls.none(() -> api.playbooks().putPlaybook(put));
    fall("aud-run-1", 0);
    fall("aud-run-2", 10);
    String run = run("aud-run-1").getRunId();
    var approve =
        ApproveRunRequest.newBuilder().setRunId(run).setApprovedBy("Kim").setNote("yes").build();
    AuditEntry approved =
        calls.one(
            PlaybookServiceGrpc.getApproveRunMethod(), () -> api.playbooks().approveRun(approve));
    assertThat(approved.getTarget()).isEqualTo("run " + run);
    assertThat(approved.getReason()).isEqualTo("yes");
    calls.none(() -> api.playbooks().approveRun(approve));
    var report =
        ReportRunRequest.newBuilder()
            .setRunId(run)
            .setOutcome(PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED)
            .setReportedBy("crm")
            .build();
    calls.one(PlaybookServiceGrpc.getReportRunMethod(), () -> api.playbooks().reportRun(report));
    calls.none(() -> api.playbooks().reportRun(report));
    var reject =
        RejectRunRequest.newBuilder()
            .setRunId(run("aud-run-2").getRunId())
            .setRejectedBy("Kim")
            .build();
    calls.one(PlaybookServiceGrpc.getRejectRunMethod(), () -> api.playbooks().rejectRun(reject));
    calls.none(() -> api.playbooks().rejectRun(reject));
    var delete = DeletePlaybookRequest.newBuilder().setName("Audited").build();
    calls.one(
        PlaybookServiceGrpc.getDeletePlaybookMethod(),
        () -> api.playbooks().deletePlaybook(delete));
  }

  private void alertsAndIncidents() throws Exception {
    fall("aud-inc", 20);
    Alert alert =
        api
            .alerts(
                "aud-inc", found -> found.stream().anyMatch(a -> a.getRule().equals("aud-fall")))
            .stream()
            .filter(a -> a.getRule().equals("aud-fall"))
            .findFirst()
            .orElseThrow();
    var take =
        AcknowledgeAlertRequest.newBuilder()
            .setAlertId(alert.getAlertId())
            .setAcknowledgedBy("Kim")
            .build();
    AuditEntry taken =
        calls.one(
            AlertingServiceGrpc.getAcknowledgeAlertMethod(),
            () -> api.stub().acknowledgeAlert(take));
    assertThat(taken.getTarget()).isEqualTo("alert " + alert.getAlertId());
    calls.none(() -> api.stub().acknowledgeAlert(take));

    String id = incident("aud-inc").getIncidentId();
    var acknowledge =
        AcknowledgeIncidentRequest.newBuilder().setIncidentId(id).setBy("Lee").build();
    AuditEntry acknowledged =
        calls.one(
            IncidentServiceGrpc.getAcknowledgeIncidentMethod(),
            () -> api.incidents().acknowledgeIncident(acknowledge));
    assertThat(acknowledged.getTarget()).isEqualTo("incident " + id);
    assertThat(acknowledged.getDetail())
        .isEqualTo("{\"incident_id\":\"" + id + "\",\"by\":\"Lee\"}");
    calls.none(() -> api.incidents().acknowledgeIncident(acknowledge));
    var snooze =
        SnoozeIncidentRequest.newBuilder()
            .setIncidentId(id)
            .setBy("Lee")
            .setUntilTime(time(Instant.now().plusSeconds(3_600)))
            .build();
    calls.one(
        IncidentServiceGrpc.getSnoozeIncidentMethod(),
        () -> api.incidents().snoozeIncident(snooze));
    calls.none(() -> api.incidents().snoozeIncident(snooze));
    var assign =
        AssignIncidentRequest.newBuilder()
            .setIncidentId(id)
            .setBy("Lee")
            .setAssignee("Max")
            .build();
    calls.one(
        IncidentServiceGrpc.getAssignIncidentMethod(),
        () -> api.incidents().assignIncident(assign));
    var resolve =
        ResolveIncidentRequest.newBuilder()
            .setIncidentId(id)
            .setBy("Lee")
            .setNote("they renewed")
            .build();
    AuditEntry resolved =
        calls.one(
            IncidentServiceGrpc.getResolveIncidentMethod(),
            () -> api.incidents().resolveIncident(resolve));
    assertThat(resolved.getReason()).isEqualTo("they renewed");
    calls.none(() -> api.incidents().resolveIncident(resolve));
    calls.none(
        () ->
            assertThat(Refused.by(() -> api.incidents().acknowledgeIncident(acknowledge)))
                .isEqualTo("FAILED_PRECONDITION STATE"));
    var reopen = ReopenIncidentRequest.newBuilder().setIncidentId(id).setBy("Lee").build();
    calls.one(
        IncidentServiceGrpc.getReopenIncidentMethod(),
        () -> api.incidents().reopenIncident(reopen));
  }

  private void deliveries() throws Exception {
    try (HttpReceiver hook = HttpReceiver.start(HttpReceiver.Behaviour.GONE)) {
      api.put(Api.webhook("aud-door", hook.url("/")));
      api.put(Api.fallBelow50("aud-fall", "", "aud-door"));
      fall("aud-sent", 30);
      Await.until(this::failed, found -> !found.isEmpty());
      var again =
          ReplayDeliveriesRequest.newBuilder()
              .setReceiver("aud-door")
              .setFromTime(Timestamp.newBuilder().setSeconds(1))
              .build();
      AuditEntry sent =
          calls.one(
              DeliveryServiceGrpc.getReplayDeliveriesMethod(),
              () -> api.deliveries().replayDeliveries(again));
      assertThat(sent.getTarget()).isEqualTo("receiver aud-door");
      Await.until(hook::requests, requests -> requests.size() == 2);
    }
    api.stub().deleteRule(DeleteRuleRequest.newBuilder().setName("aud-fall").build());
  }

  private List<LoggedDelivery> failed() {
    return api
        .deliveries()
        .listDeliveries(ListDeliveriesRequest.newBuilder().setReceiver("aud-door").build())
        .getDeliveriesList()
        .stream()
        .filter(d -> d.getDelivery().getState() == DeliveryState.DELIVERY_STATE_FAILED)
        .toList();
  }

  private void subscriptions() throws Exception {
    api.put(subscriber("aud-kim"));
    var update =
        UpdateSubscriptionRequest.newBuilder()
            .setReceiver("aud-kim")
            .setAtOnce(AlertSeverity.ALERT_SEVERITY_WARNING)
            .build();
    AuditEntry changed =
        calls.one(
            SubscriptionServiceGrpc.getUpdateSubscriptionMethod(),
            () -> api.subscriptions().updateSubscription(update));
    assertThat(changed.getTarget()).isEqualTo("receiver aud-kim");
    calls.none(() -> api.subscriptions().updateSubscription(update));
  }

  private static Receiver.Builder subscriber(String name) {
    return Receiver.newBuilder()
        .setName(name)
        .setSubscriber(
            SubscriberChannel.newBuilder()
                .setAddress(name + "@example.com")
                .setAtOnce(AlertSeverity.ALERT_SEVERITY_CRITICAL));
  }

  private void fall(String account, int second) {
    log.moved(TENANT, account, NOON.plusSeconds(second), null, 600);
    log.moved(TENANT, account, NOON.plusSeconds(second + 1), 600, 400);
  }

  private PlaybookRun run(String account) {
    return Await.until(
            () ->
                api.playbooks()
                    .listRuns(
                        ListRunsRequest.newBuilder()
                            .setAccountId(account)
                            .setPlaybook("Audited")
                            .build())
                    .getRunsList(),
            all -> !all.isEmpty())
        .getFirst();
  }

  private Incident incident(String account) {
    return Await.until(
            () ->
                api.incidents()
                    .listIncidents(
                        ListIncidentsRequest.newBuilder().setCause("account " + account).build())
                    .getIncidentsList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
  }
}
