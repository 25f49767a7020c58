package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceBlockingStub;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model in effect does to scores, through Kafka, the database and gRPC. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ModelEffectIT {
  private static final Instant EVENING = FedService.LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);
  private static final List<String> ACCOUNTS = List.of("m-1", "m-2", "m-3");

  private final FedService fed = FedService.shared();
  private final ModelServiceBlockingStub models = fed.models(TestKeys.INITECH);
  private final ScoringServiceBlockingStub scores = fed.as(TestKeys.INITECH);

  @BeforeEach
  void accounts() throws InterruptedException {
    for (String account : ACCOUNTS) {
      fed.apply(RecordedLog.activity("initech", account, "u1", EVENING));
    }
  }

  @Test
  void every_account_of_the_tenant_is_scored_once_with_the_new_model() throws Exception {
    AccountScore other = fed.score("fresh");
    ModelRef model = activate(FixtureModels.of("quick", "health", 5));
    awaitModel(model);

    for (String account : ACCOUNTS) {
      assertThat(score(account, "").getScore().getTenths()).isEqualTo(200);
      assertThat(score(account, "health").getScoreName()).isEqualTo("health");
    }
    assertThat(told(model))
        .hasSize(3)
        .allSatisfy(
            change -> {
              assertThat(change.getCurrent().getScore().getBand()).isEqualTo("Critical");
              assertThat(change.hasPrevious()).isTrue();
              assertThat(change.getCurrent().getAsOfTime()).isEqualTo(RecordedLog.time(EVENING));
            });
    assertThat(fed.score("fresh").getModel()).isEqualTo(other.getModel());

    models.rollBackModel(
        RollBackModelRequest.newBuilder().setChange(FixtureModels.by("lee")).build());
    awaitOther(model);
    assertThat(told(model)).hasSize(3);
  }

  @Test
  void an_account_has_several_scores_each_with_its_own_model() throws Exception {
    ModelRef growth = activate(FixtureModels.GROWTH);
    await(() -> named("expansion") && expansion().getScoresCount() == 3);

    assertThat(score("m-1", "expansion").getScore().getTenths()).isEqualTo(500);
    assertThat(score("m-1", "").getScoreName()).isEqualTo("health");
    assertThat(expansion().getScoresList())
        .extracting(score -> score.getScore().getTenths(), AccountScore::getScoreName)
        .containsOnly(tuple(500, "expansion"))
        .hasSize(3);
    assertThat(
            scores
                .summarizePortfolio(
                    SummarizePortfolioRequest.newBuilder().setScoreName("expansion").build())
                .getModel())
        .isEqualTo(growth);
    var history =
        scores.getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId("m-2")
                .setScoreName("expansion")
                .setFromDate(FedService.date(FedService.LAST))
                .build());
    assertThat(history.getPointsList())
        .singleElement()
        .satisfies(point -> assertThat(point.getScore().getTenths()).isEqualTo(500));
    assertThat(history.getModelsInEffectList())
        .singleElement()
        .satisfies(
            period -> {
              assertThat(period.getModel()).isEqualTo(growth);
              assertThat(period.getFromTime()).isEqualTo(RecordedLog.time(EVENING));
            });
    assertThat(FedService.refused(() -> score("m-1", "expnsion")))
        .isEqualTo("INVALID_ARGUMENT VALUE_UNKNOWN");
    assertThat(
            FedService.refused(() -> fed.as(TestKeys.ACME).getScore(request("busy", "expansion"))))
        .isEqualTo("INVALID_ARGUMENT VALUE_UNKNOWN");
  }

  @Test
  void a_scheduled_model_takes_effect_when_the_platforms_clock_says_so() throws Exception {
    ModelRef model = draft(FixtureModels.of("later", "health", 10));
    Instant at = EVENING.plus(Duration.ofHours(2));
    models.activateModel(
        ActivateModelRequest.newBuilder()
            .setModel(model)
            .setEffectiveTime(RecordedLog.time(at))
            .setChange(FixtureModels.by("kim"))
            .build());
    fed.time(at.minusSeconds(1));
    Thread.sleep(1_500);
    assertThat(score("m-1", "").getModel()).isNotEqualTo(model);

    fed.time(at);
    awaitModel(model);

    assertThat(score("m-1", "").getScore().getTenths()).isEqualTo(100);
    assertThat(
            scores
                .getScoreHistory(GetScoreHistoryRequest.newBuilder().setAccountId("m-1").build())
                .getModelsInEffectList())
        .satisfies(
            periods -> {
              assertThat(periods.getFirst().getModel().getScorecard()).isEqualTo("usage");
              assertThat(periods.getFirst().hasFromTime()).isFalse();
              assertThat(periods.getLast().getModel()).isEqualTo(model);
              assertThat(periods.getLast().getFromTime()).isEqualTo(RecordedLog.time(at));
            });
    assertThat(models.listModels(ListModelsRequest.getDefaultInstance()).getScoresList())
        .allSatisfy(score -> assertThat(score.getPendingList()).isEmpty());
  }

  private ModelRef draft(String yaml) {
    return models
        .draftModel(
            DraftModelRequest.newBuilder().setYaml(yaml).setChange(FixtureModels.by("kim")).build())
        .getModel();
  }

  private ModelRef activate(String yaml) {
    ModelRef model = draft(yaml);
    models.activateModel(
        ActivateModelRequest.newBuilder()
            .setModel(model)
            .setChange(FixtureModels.by("kim"))
            .build());
    return model;
  }

  private ListScoresResponse expansion() {
    return scores.listScores(ListScoresRequest.newBuilder().setScoreName("expansion").build());
  }

  private boolean named(String score) {
    return models.listModels(ListModelsRequest.getDefaultInstance()).getScoresList().stream()
        .anyMatch(found -> found.getScoreName().equals(score) && found.hasModel());
  }

  private void awaitModel(ModelRef model) throws InterruptedException {
    await(() -> ACCOUNTS.stream().allMatch(a -> score(a, "").getModel().equals(model)));
  }

  private void awaitOther(ModelRef model) throws InterruptedException {
    await(() -> ACCOUNTS.stream().noneMatch(a -> score(a, "").getModel().equals(model)));
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(30);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private AccountScore score(String account, String name) {
    return scores.getScore(request(account, name)).getScore();
  }

  private static GetScoreRequest request(String account, String name) {
    return GetScoreRequest.newBuilder().setAccountId(account).setScoreName(name).build();
  }

  /** What the score log says about the tenant's scores with a model. */
  private List<ScoreChanged> told(ModelRef model) {
    List<ScoreChanged> told = new ArrayList<>();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      fed.scoreLog()
          .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(shard).build())
          .forEachRemaining(
              page -> page.getEntriesList().forEach(entry -> told.add(entry.getScoreChanged())));
    }
    told.removeIf(change -> !change.getCurrent().getModel().equals(model));
    return told;
  }
}
