package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.EndTrialRequest;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.proto.scoring.v1.StartTrialRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.AuditedCalls;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestChannel;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every decision about a model and every override is one entry. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class AuditIT {
  private final LiveService live = LiveService.shared();
  private TestChannel channel;

  @BeforeEach
  void open() {
    channel = TestChannel.open();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  private AuditedCalls calls(String key) {
    return new AuditedCalls(channel.as(key));
  }

  private static ModelChange because(String reason) {
    return ModelChange.newBuilder().setAuthor("Kim Lee").setReason(reason).build();
  }

  @Test
  void everyDecisionAboutAModelAddsOneEntry() throws Exception {
    AuditedCalls calls = calls(TestKeys.UMBRELLA);
    var models = live.models(TestKeys.UMBRELLA);
    List<DraftModelResponse> drafted = new ArrayList<>();
    for (String name : List.of("audited", "audited-b")) {
      var draft =
          DraftModelRequest.newBuilder()
              .setYaml(FixtureModels.of(name, "audited", name.length()))
              .setChange(because("a new one"))
              .build();
      AuditEntry entry =
          calls.one(
              ModelServiceGrpc.getDraftModelMethod(), () -> drafted.add(models.draftModel(draft)));
      calls.none(() -> models.draftModel(draft));
      assertThat(entry.getTarget()).isEqualTo("model " + name + "@1.0.0");
      assertThat(entry.getReason()).isEqualTo("a new one");
      assertThat(entry.getDetail())
          .contains(drafted.getLast().getModel().getHash())
          .contains("\"author\":\"Kim Lee\"")
          .doesNotContain("bands");
      assertThat(entry.getActor().getName()).matches("key [0-9a-f]{8}");
    }
    ModelRef first = drafted.getFirst().getModel();
    ModelRef second = drafted.getLast().getModel();
    var activate = ActivateModelRequest.newBuilder().setModel(first).setChange(because("go"));
    AuditEntry activated =
        calls.one(
            ModelServiceGrpc.getActivateModelMethod(),
            () -> models.activateModel(activate.build()));
    calls.none(() -> models.activateModel(activate.build()));
    assertThat(activated.getTarget()).isEqualTo("model audited@1.0.0");
    awaitInEffect(first);

    var start =
        StartTrialRequest.newBuilder()
            .setModel(second)
            .setSharePercent(10)
            .setChange(because("try it"))
            .build();
    AuditEntry started =
        calls.one(ModelServiceGrpc.getStartTrialMethod(), () -> models.startTrial(start));
    calls.none(() -> models.startTrial(start));
    assertThat(started.getTarget()).isEqualTo("model audited-b@1.0.0");
    assertThat(started.getDetail()).contains("\"share_percent\":10");
    var end = EndTrialRequest.newBuilder().setScoreName("audited").setChange(because("enough"));
    AuditEntry ended =
        calls.one(ModelServiceGrpc.getEndTrialMethod(), () -> models.endTrial(end.build()));
    calls.none(
        () ->
            assertThat(FedService.refused(() -> models.endTrial(end.build())))
                .isEqualTo("FAILED_PRECONDITION STATE"));
    assertThat(ended.getTarget()).isEqualTo("score audited");

    models.activateModel(
        ActivateModelRequest.newBuilder().setModel(second).setChange(because("better")).build());
    var back =
        RollBackModelRequest.newBuilder().setScoreName("audited").setChange(because("too strict"));
    AuditEntry rolledBack =
        calls.one(
            ModelServiceGrpc.getRollBackModelMethod(), () -> models.rollBackModel(back.build()));
    assertThat(rolledBack.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_MODEL_ROLLED_BACK);
    assertThat(rolledBack.getReason()).isEqualTo("too strict");
    Set<String> declared = new TreeSet<>(AuditedCalls.declared("barometer.scoring.v1"));
    declared.removeIf(rpc -> !rpc.contains("ModelService"));
    assertThat(calls.called()).isEqualTo(declared);
    calls.holds("scoring");
  }

  private void awaitInEffect(ModelRef model) throws InterruptedException {
    var models = live.models(TestKeys.UMBRELLA);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (models.listModels(ListModelsRequest.getDefaultInstance()).getScoresList().stream()
        .noneMatch(score -> score.getModel().equals(model))) {
      assertThat(System.nanoTime()).as("in effect within a minute").isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Test
  void everyOverrideAddsOneEntryWhoeverRecordedIt() throws Exception {
    AuditedCalls calls = calls(TestKeys.ACME);
    live.measured("audited", "usage", 50);
    live.settle();
    var override =
        OverrideScoreRequest.newBuilder()
            .setAccountId("audited")
            .setTenths(550)
            .setLastDate(FedService.date(live.today()))
            .setRole("csm")
            .setAuthor("Kim Lee")
            .setReason("a call: she stays")
            .setRequestId("audited-1")
            .build();
    AuditEntry said =
        calls.one(
            ScoringServiceGrpc.getOverrideScoreMethod(),
            () -> {
              live.as(TestKeys.ACME).overrideScore(override);
              live.settle();
            });
    assertThat(said.getActor())
        .isEqualTo(AuditActor.newBuilder().setName("Kim Lee").setVia("event barometer").build());
    assertThat(said.getTarget()).isEqualTo("account audited");
    assertThat(said.getReason()).isEqualTo("a call: she stays");
    assertThat(said.getDetail()).contains("\"tenths\":550").contains("\"role\":\"csm\"");
    assertThat(said.getCause()).isNotEmpty();
    calls.none(
        () -> {
          live.as(TestKeys.ACME).overrideScore(override);
          live.publish();
          live.settle();
        });

    AuditEntry withdrawn =
        calls.one(
            ScoringServiceGrpc.getWithdrawOverrideMethod(),
            () -> {
              live.as(TestKeys.ACME)
                  .withdrawOverride(
                      WithdrawOverrideRequest.newBuilder()
                          .setAccountId("audited")
                          .setAuthor("Lee Kim")
                          .setReason("a mistake")
                          .setRequestId("audited-2")
                          .build());
              live.settle();
            });
    assertThat(withdrawn.getActor().getName()).isEqualTo("Lee Kim");
    Set<String> declared = new TreeSet<>(AuditedCalls.declared("barometer.scoring.v1"));
    declared.removeIf(rpc -> !rpc.contains("ScoringService"));
    assertThat(calls.called()).isEqualTo(declared);
    calls.holds("scoring");
  }

  @Test
  void anOverrideThatCameAnotherWayAndItsRetractionAreEntriesToo() throws Exception {
    AuditedCalls calls = calls(TestKeys.ACME);
    live.measured("besides", "usage", 50);
    live.settle();
    List<String> ids = new ArrayList<>();
    AuditEntry said =
        calls.one(
            () -> {
              ids.add(
                  live.recorded(
                      live.event("besides")
                          .setSource("import")
                          .setScoreOverridden(
                              ScoreOverridden.newBuilder()
                                  .setTenths(100)
                                  .setLastDate(FedService.date(live.today()))
                                  .setRole("nobody")
                                  .setAuthor("a script")
                                  .setReason("why not"))));
              live.settle();
            });
    assertThat(said.getActor())
        .isEqualTo(AuditActor.newBuilder().setName("a script").setVia("event import").build());
    assertThat(said.getCause()).isEqualTo(ids.getFirst());

    AuditEntry retracted =
        calls.one(
            () -> {
              live.record(
                  live.event("besides")
                      .setEventKey(ids.getFirst())
                      .setEventRetracted(
                          EventRetracted.newBuilder()
                              .setEventId(ids.getFirst())
                              .setAuthor("Kim Lee")
                              .setReason("nobody may")));
              live.settle();
            });
    assertThat(retracted.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_OVERRIDE_RETRACTED);
    assertThat(retracted.getActor().getName()).isEqualTo("Kim Lee");
    assertThat(retracted.getTarget()).isEqualTo("account besides");
    calls.none(
        () -> {
          live.measured("besides", "usage", 60);
          live.settle();
        });
    calls.holds("scoring");
  }
}
