package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Await;
import io.barometer.alerting.fixture.Engine;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.ListPlaybooksRequest;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.ListRunsResponse;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookApproval;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunChange;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.PlaybookTargets;
import io.barometer.proto.alerting.v1.PlaybookTrigger;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.StepOutcome;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.alerting.v1.StepResult;
import io.barometer.proto.alerting.v1.Trigger;
import io.barometer.proto.alerting.v1.ValidatePlaybookRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Playbooks, from the alert to the outcome. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class PlaybooksIT {
  private static final Instant NOON = Instant.parse("2016-11-01T12:00:00Z");
  private static final String TENANT = "hooli";

  private final ScoreLogFixture log = ScoreLogFixture.shared();
  private Api hooli;

  @BeforeEach
  void open() {
    hooli = new Api(TestKeys.HOOLI);
    hooli.put(Api.fallBelow50("pb-fall", ""));
  }

  @AfterEach
  void close() {
    hooli.close();
  }

  @Test
  void noEngineHearsOfARunBeforeAPersonApprovesAndThenOnce() {
    Playbook stored = put(customer("Save the customer", "sa-.*"));
    assertThat(stored.getApproval()).isEqualTo(PlaybookApproval.PLAYBOOK_APPROVAL_REQUIRED);
    assertThat(stored.getApprovalLapsesAfter().getSeconds()).isEqualTo(604_800);
    try (Engine engine = new Engine(TestKeys.HOOLI).subscribe("sa-engine", "Save the customer")) {
      fall("sa-1", 0);
      PlaybookRun run = run("sa-1", "Save the customer");
      assertThat(run.getState()).isEqualTo(PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING);
      assertThat(run.getTriggerId()).isEmpty();
      assertThat(engine.next(700)).isNull();
      assertThat(Refused.by(() -> report(run, PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED)))
          .isEqualTo("FAILED_PRECONDITION STATE");

      PlaybookRun approved = approve(run);
      Trigger trigger = engine.trigger();
      assertThat(trigger.getRunId()).isEqualTo(run.getRunId());
      assertThat(trigger.getTriggerId()).isEqualTo(approved.getTriggerId());
      assertThat(trigger.getApprovedBy()).isEqualTo("Kim");
      assertThat(trigger.getAccount().getAccountId()).isEqualTo("sa-1");
      assertThat(trigger.getReason()).isEqualTo("Fell below 50: 60.0 → 40.0.");
      assertThat(trigger.getStepsList())
          .extracting(PlaybookStep::getTitle)
          .containsExactly("Look at usage", "Call the sponsor");
      assertThat(approve(run)).isEqualTo(approved);
      assertThat(engine.next(700)).isNull();
    }
    assertThat(hooli.playbooks().getRun(get(run("sa-1", "Save the customer"))).getAlert().getRule())
        .isEqualTo("pb-fall");
  }

  @Test
  void theOutcomeComesBackOnce() {
    put(customer("Bring an outcome", "oc-.*"));
    fall("oc-1", 100);
    PlaybookRun run = approve(run("oc-1", "Bring an outcome"));
    PlaybookRun done = report(run, PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED);
    assertThat(done.getStepResultsList())
        .extracting(StepResult::getNote)
        .containsExactly("nobody answered");
    assertThat(done.getHistoryList())
        .extracting(PlaybookRunChange::getState, PlaybookRunChange::getWho)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING, ""),
            org.assertj.core.api.Assertions.tuple(
                PlaybookRunState.PLAYBOOK_RUN_STATE_TRIGGERED, "Kim"),
            org.assertj.core.api.Assertions.tuple(
                PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED, "crm"));
    assertThat(report(run, PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED)).isEqualTo(done);
    assertThat(Refused.by(() -> report(run, PlaybookRunState.PLAYBOOK_RUN_STATE_SKIPPED)))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(
            Refused.paths(
                () ->
                    hooli
                        .playbooks()
                        .reportRun(
                            outcome(run, PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED)
                                .addStepResults(
                                    StepResult.newBuilder()
                                        .setStep(3)
                                        .setOutcome(StepOutcome.STEP_OUTCOME_DONE))
                                .build())))
        .containsExactly("step_results[1].step");
  }

  @Test
  void aRunThatIsRejectedOrWhoseAlertIsOverOrThatNobodyApprovesTellsNobody() {
    put(customer("Say no", "no-.*"));
    put(
        customer("Come too late", "la-.*")
            .setApprovalLapsesAfter(Duration.newBuilder().setSeconds(1)));
    try (Engine engine = new Engine(TestKeys.HOOLI).subscribe("no-engine", "Say no");
        Engine late = new Engine(TestKeys.HOOLI).subscribe("la-engine", "Come too late")) {
      fall("no-1", 200);
      fall("no-2", 201);
      fall("la-1", 202);
      PlaybookRun refused = run("no-1", "Say no");
      RejectRunRequest no =
          RejectRunRequest.newBuilder()
              .setRunId(refused.getRunId())
              .setRejectedBy("Kim")
              .setNote("they are in court")
              .build();
      PlaybookRun rejected = hooli.playbooks().rejectRun(no).getRun();
      assertThat(rejected.getHistory(1).getNote()).isEqualTo("they are in court");
      assertThat(hooli.playbooks().rejectRun(no).getRun()).isEqualTo(rejected);
      assertThat(Refused.by(() -> approve(refused))).isEqualTo("FAILED_PRECONDITION STATE");

      run("no-2", "Say no");
      log.moved(TENANT, "no-2", NOON.plusSeconds(210), 400, 700);
      PlaybookRun over = await("no-2", "Say no", PlaybookRunState.PLAYBOOK_RUN_STATE_CANCELLED);
      assertThat(over.getHistory(1).getNote())
          .isEqualTo("The alert was over before anybody approved.");
      assertThat(Refused.by(() -> approve(over))).isEqualTo("FAILED_PRECONDITION STATE");

      PlaybookRun lapsed =
          await("la-1", "Come too late", PlaybookRunState.PLAYBOOK_RUN_STATE_LAPSED);
      assertThat(Refused.by(() -> approve(lapsed))).isEqualTo("FAILED_PRECONDITION STATE");
      assertThat(engine.next(300)).isNull();
      assertThat(late.next(10)).isNull();
    }
  }

  @Test
  void anInternalPlaybookTriggersAtOnceAndThenCoolsDown() {
    Playbook stored =
        put(
            internal("Look into it", "in-.*")
                .setCoolDown(Duration.newBuilder().setSeconds(86_400)));
    assertThat(stored.getApproval()).isEqualTo(PlaybookApproval.PLAYBOOK_APPROVAL_NONE);
    fall("in-1", 300);
    PlaybookRun run = await("in-1", "Look into it", PlaybookRunState.PLAYBOOK_RUN_STATE_TRIGGERED);
    assertThat(run.getTriggerTime()).isEqualTo(run.getBeginTime());
    log.moved(TENANT, "in-1", NOON.plusSeconds(310), 400, 700);
    log.moved(TENANT, "in-1", NOON.plusSeconds(320), 700, 400);
    fall("in-2", 330);
    await("in-2", "Look into it", PlaybookRunState.PLAYBOOK_RUN_STATE_TRIGGERED);
    assertThat(runs("in-1", "Look into it")).containsExactly(run);
    log.moved(TENANT, "in-1", NOON.plusSeconds(340), 400, 700);
    log.moved(TENANT, "in-1", NOON.plusSeconds(86_701), 700, 400);
    assertThat(Await.until(() -> runs("in-1", "Look into it"), all -> all.size() == 2)).hasSize(2);
  }

  @Test
  void aNameWithoutADefinitionTriggersWithoutStepsAndCanBeReported() {
    hooli.put(Api.fallBelow50("pb-named", "Only a name"));
    try (Engine engine = new Engine(TestKeys.HOOLI).subscribe("na-engine", "Only a name")) {
      fall("na-1", 400);
      Trigger trigger = engine.trigger();
      while (!trigger.getAccount().getAccountId().equals("na-1")) {
        trigger = engine.trigger();
      }
      assertThat(trigger.getStepsList()).isEmpty();
      PlaybookRun run = run("na-1", "Only a name");
      assertThat(run.getRunId()).isEqualTo(trigger.getRunId());
      ReportRunRequest done =
          outcome(run, PlaybookRunState.PLAYBOOK_RUN_STATE_SKIPPED).clearStepResults().build();
      assertThat(hooli.playbooks().reportRun(done).getRun().getState())
          .isEqualTo(PlaybookRunState.PLAYBOOK_RUN_STATE_SKIPPED);
    }
  }

  @Test
  void everythingThatIsWrongWithADefinitionIsToldAtOnce() {
    hooli.put(Api.slack("pb-slack", "https://hooks.slack.com/services/T/B/x"));
    Playbook wrong =
        customer(" ", "x")
            .setApproval(PlaybookApproval.PLAYBOOK_APPROVAL_NONE)
            .setCoolDown(Duration.newBuilder().setSeconds(-1))
            .addAudience("colour=blue")
            .addSteps(PlaybookStep.newBuilder())
            .build();
    assertThat(Refused.by(() -> put(wrong.toBuilder()))).isEqualTo("INVALID_ARGUMENT REQUIRED");
    assertThat(Refused.paths(() -> put(wrong.toBuilder())))
        .containsExactly(
            "playbook.name",
            "playbook.audience[1]",
            "playbook.steps[2].title",
            "playbook.steps[2].who",
            "playbook.approval",
            "playbook.cool_down");
    Playbook.Builder lax =
        customer("Lax", "x").setApproval(PlaybookApproval.PLAYBOOK_APPROVAL_NONE);
    assertThat(Refused.by(() -> put(lax))).isEqualTo("INVALID_ARGUMENT APPROVAL_NEEDED");
    assertThat(Refused.message(() -> put(lax)))
        .contains("steps[1] \"Call the sponsor\" reaches the customer");
    Playbook.Builder unknown =
        internal("Unknown", "x")
            .setTrigger(PlaybookTrigger.newBuilder().addRules("no-such-rule"))
            .setTargets(
                PlaybookTargets.newBuilder().addWebhooks("no-such-hook").addWebhooks("pb-slack"));
    assertThat(Refused.paths(() -> put(unknown)))
        .containsExactly(
            "playbook.trigger.rules[0]",
            "playbook.targets.webhooks[0]",
            "playbook.targets.webhooks[1]");
    assertThat(Refused.by(() -> hooli.playbooks().deletePlaybook(name("Nowhere"))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            Refused.by(
                () -> hooli.playbooks().getRun(GetRunRequest.newBuilder().setRunId("1").build())))
        .isEqualTo("INVALID_ARGUMENT KEY_FORMAT");
  }

  @Test
  void aDefinitionIsCheckedAgainstTheOpenAlertsListedAndRemoved() {
    fall("va-1", 500);
    fall("va-2", 501);
    hooli.alerts("va-2", alerts -> !alerts.isEmpty());
    ValidatePlaybookResponse valid =
        hooli
            .playbooks()
            .validatePlaybook(
                ValidatePlaybookRequest.newBuilder()
                    .setPlaybook(customer("Validated", "va-.*"))
                    .build());
    assertThat(valid.getMatchingAlerts()).isEqualTo(2);
    assertThat(valid.getAccountIdsList()).containsExactly("va-1", "va-2");
    assertThat(names()).doesNotContain("Validated");

    hooli.put(Api.webhook("pb-hook", "http://127.0.0.1:1/"));
    put(
        internal("Listed", "nobody")
            .setTargets(PlaybookTargets.newBuilder().addWebhooks("pb-hook")));
    assertThat(names()).contains("Listed");
    assertThat(
            Refused.by(
                () ->
                    hooli
                        .stub()
                        .deleteReceiver(
                            DeleteReceiverRequest.newBuilder().setName("pb-hook").build())))
        .isEqualTo("FAILED_PRECONDITION IN_USE");
    hooli.playbooks().deletePlaybook(name("Listed"));
    assertThat(names()).doesNotContain("Listed");
  }

  @Test
  void runsArePagedAndAnotherTenantSeesNone() {
    put(internal("Paged", "pa-.*"));
    for (int i = 0; i < 3; i++) {
      fall("pa-" + i, 600 + i);
    }
    await("pa-2", "Paged", PlaybookRunState.PLAYBOOK_RUN_STATE_TRIGGERED);
    ListRunsRequest.Builder request =
        ListRunsRequest.newBuilder().setPlaybook("Paged").setPageSize(2);
    ListRunsResponse first = hooli.playbooks().listRuns(request.build());
    assertThat(first.getTotalSize()).isEqualTo(3);
    assertThat(first.getRunsList())
        .extracting(PlaybookRun::getAccountId)
        .containsExactly("pa-2", "pa-1");
    ListRunsResponse second =
        hooli.playbooks().listRuns(request.setPageToken(first.getNextPageToken()).build());
    assertThat(second.getRunsList()).extracting(PlaybookRun::getAccountId).containsExactly("pa-0");
    assertThat(second.getNextPageToken()).isEmpty();
    try (Api globex = new Api(TestKeys.GLOBEX)) {
      assertThat(Refused.by(() -> globex.playbooks().getRun(get(second.getRuns(0)))))
          .isEqualTo("NOT_FOUND NOT_FOUND");
      assertThat(
              Refused.by(
                  () ->
                      globex
                          .playbooks()
                          .approveRun(
                              ApproveRunRequest.newBuilder()
                                  .setRunId(second.getRuns(0).getRunId())
                                  .setApprovedBy("Eve")
                                  .build())))
          .isEqualTo("NOT_FOUND NOT_FOUND");
      assertThat(
              Refused.by(
                  () ->
                      globex
                          .playbooks()
                          .listRuns(
                              ListRunsRequest.newBuilder()
                                  .setPageToken(first.getNextPageToken())
                                  .build())))
          .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    }
  }

  private void fall(String account, int second) {
    log.moved(TENANT, account, NOON.plusSeconds(second), null, 600);
    log.moved(TENANT, account, NOON.plusSeconds(second + 1), 600, 400);
  }

  private Playbook put(Playbook.Builder playbook) {
    return hooli
        .playbooks()
        .putPlaybook(PutPlaybookRequest.newBuilder().setPlaybook(playbook).build())
        .getPlaybook();
  }

  private static Playbook.Builder internal(String name, String accounts) {
    return Playbook.newBuilder()
        .setName(name)
        .setActiveFromTime(Timestamp.newBuilder().setSeconds(1))
        .setTrigger(PlaybookTrigger.newBuilder().addRules("pb-fall"))
        .addAudience("account=~\"" + accounts + "\"")
        .addSteps(
            PlaybookStep.newBuilder()
                .setTitle("Look at usage")
                .setWho(StepReach.STEP_REACH_INTERNAL)
                .setDueAfter(Duration.newBuilder().setSeconds(86_400)));
  }

  private static Playbook.Builder customer(String name, String accounts) {
    return internal(name, accounts)
        .addSteps(
            PlaybookStep.newBuilder()
                .setTitle("Call the sponsor")
                .setWho(StepReach.STEP_REACH_CUSTOMER)
                .setChannel("phone")
                .setInstructions("Ask what changed.\nListen."));
  }

  private PlaybookRun approve(PlaybookRun run) {
    return hooli
        .playbooks()
        .approveRun(
            ApproveRunRequest.newBuilder().setRunId(run.getRunId()).setApprovedBy("Kim").build())
        .getRun();
  }

  private PlaybookRun report(PlaybookRun run, PlaybookRunState state) {
    return hooli.playbooks().reportRun(outcome(run, state).build()).getRun();
  }

  private static ReportRunRequest.Builder outcome(PlaybookRun run, PlaybookRunState state) {
    return ReportRunRequest.newBuilder()
        .setRunId(run.getRunId())
        .setOutcome(state)
        .setReportedBy("crm")
        .addStepResults(
            StepResult.newBuilder()
                .setStep(2)
                .setOutcome(StepOutcome.STEP_OUTCOME_FAILED)
                .setNote("nobody answered"));
  }

  private PlaybookRun run(String account, String playbook) {
    return Await.until(() -> runs(account, playbook), all -> !all.isEmpty()).getFirst();
  }

  private PlaybookRun await(String account, String playbook, PlaybookRunState state) {
    PlaybookRun run =
        Await.until(
                () -> runs(account, playbook),
                all -> !all.isEmpty() && all.getFirst().getState() == state)
            .getFirst();
    assertThat(run.getState()).isEqualTo(state);
    return run;
  }

  private List<PlaybookRun> runs(String account, String playbook) {
    return hooli
        .playbooks()
        .listRuns(ListRunsRequest.newBuilder().setAccountId(account).setPlaybook(playbook).build())
        .getRunsList();
  }

  private List<String> names() {
    return hooli
        .playbooks()
        .listPlaybooks(ListPlaybooksRequest.getDefaultInstance())
        .getPlaybooksList()
        .stream()
        .map(Playbook::getName)
        .toList();
  }

  private static DeletePlaybookRequest name(String name) {
    return DeletePlaybookRequest.newBuilder().setName(name).build();
  }

  private static GetRunRequest get(PlaybookRun run) {
    return GetRunRequest.newBuilder().setRunId(run.getRunId()).build();
  }
}
