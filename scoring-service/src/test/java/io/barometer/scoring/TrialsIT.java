package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.EndTrialRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetTrialRequest;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.StartTrialRequest;
import io.barometer.proto.scoring.v1.TrialGroup;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.SmallMemory;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A candidate beside the model in effect on live events; more accounts than stay in memory. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(SmallMemory.class)
class TrialsIT {
  private static final int ACCOUNTS = 40;

  private final LiveService live = LiveService.shared();
  private final ModelServiceBlockingStub models = live.models(TestKeys.UMBRELLA);

  /**
   * One after the other, because a tenant has one trial of a score: a shadow, then a split, its
   * end, and the candidate's activation.
   */
  @Test
  void a_candidate_runs_as_a_shadow_then_for_some_accounts_and_then_for_all() throws Exception {
    LocalDate first = live.today();
    for (int account = 0; account < ACCOUNTS; account++) {
      for (int user = 0; user <= account % 3; user++) {
        use(account, user);
      }
    }
    live.publish();
    ModelRef inEffect = drafted(FixtureModels.SIMPLE);
    activate(inEffect);
    ModelRef candidate = drafted(FixtureModels.of("generous", "health", 2));
    live.settle();
    await(0, inEffect, 250);
    await(ACCOUNTS - 2, inEffect, 750);
    int told = told().size();

    start(candidate, 0);
    awaitBeside(0, candidate, 500);
    awaitNobodyBehind();
    assertThat(told()).as("a shadow acts on nothing").hasSize(told);
    assertThat(score(0).getModel()).isEqualTo(inEffect);
    assertThat(score(0).getScore().getTenths()).isEqualTo(250);
    assertThat(trial().getFindings().getCompared()).isEqualTo(ACCOUNTS);
    assertThat(trial().getFindings().getSumChangeTenths())
        .isEqualTo(14 * 250 + 13 * 500 + 13 * 250);
    assertThat(trial().getGroups(0).getAccounts()).isEqualTo(ACCOUNTS);
    assertThat(trial().getGroups(1).getAccounts()).isZero();
    assertThat(trial().getAccounts(0).getChangeTenths()).isEqualTo(500);
    assertThat(trial().getAccounts(0).getAccount().getAccountId()).isEqualTo(id(1));
    assertThat(
            models
                .listModels(ListModelsRequest.getDefaultInstance())
                .getScores(0)
                .getTrial()
                .getModel())
        .isEqualTo(candidate);

    use(0, 1);
    live.publish();
    awaitBeside(0, candidate, 1_000);
    assertThat(score(0).getScore().getTenths()).isEqualTo(500);
    assertThat(told()).hasSize(told + 1);
    assertThat(told()).noneMatch(change -> change.getCurrent().hasBeside());

    start(candidate, 50);
    awaitNobodyBehind();
    GetTrialResponse split = trial();
    int taken = split.getGroups(1).getAccounts();
    assertThat(taken).isBetween(8, 32);
    assertThat(split.getGroups(0).getAccounts()).isEqualTo(ACCOUNTS - taken);
    assertThat(split.getGroups(1).getModel()).isEqualTo(candidate);
    for (int account = 0; account < ACCOUNTS; account++) {
      AccountScore score = score(account);
      boolean tried = score.getModel().equals(candidate);
      assertThat(score.getBeside().getModel()).isEqualTo(tried ? inEffect : candidate);
      assertThat(score.getScore().getTenths())
          .isEqualTo(Math.min(1_000, users(account) * (tried ? 500 : 250)));
    }
    assertThat(changedTo(candidate)).hasSize(taken);
    live.nextDay();
    live.settle();
    for (int account = 0; account < ACCOUNTS; account++) {
      AccountScore score = score(account);
      AccountScore computed = knownAt(account, score.getAsOfTime());
      assertThat(computed.getModel()).isEqualTo(score.getModel());
      assertThat(computed.getScore()).isEqualTo(score.getScore());
    }
    String tried = changedTo(candidate).getFirst();
    assertThat(history(tried, first, HistoryBasis.HISTORY_BASIS_KNOWN_THEN))
        .isEqualTo(history(tried, first, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED));

    end();
    awaitAll(inEffect);
    assertThat(IntStream.range(0, ACCOUNTS).boxed()).noneMatch(i -> score(i).hasBeside());
    assertThat(FedService.refused(this::trial)).isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(FedService.refused(this::end)).isEqualTo("FAILED_PRECONDITION STATE");

    start(candidate, 0);
    awaitNobodyBehind();
    activate(candidate);
    awaitAll(candidate);
    assertThat(IntStream.range(0, ACCOUNTS).boxed()).noneMatch(i -> score(i).hasBeside());
    assertThat(FedService.refused(() -> start(candidate, 0)))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(FedService.refused(() -> start(candidate, 100))).isEqualTo("INVALID_ARGUMENT RANGE");
  }

  /** Account 0 has got one more. */
  private static int users(int account) {
    return account == 0 ? 2 : 1 + account % 3;
  }

  private void use(int account, int user) {
    live.note(
        live.event("umbrella", id(account))
            .setActivity(Activity.newBuilder().setUserId("u" + user)));
  }

  private static String id(int account) {
    return "t-%02d".formatted(account);
  }

  private ModelRef drafted(String yaml) {
    return models
        .draftModel(
            DraftModelRequest.newBuilder().setYaml(yaml).setChange(FixtureModels.by("kim")).build())
        .getModel();
  }

  private void activate(ModelRef model) {
    models.activateModel(
        ActivateModelRequest.newBuilder()
            .setModel(model)
            .setChange(FixtureModels.by("kim"))
            .build());
  }

  private void start(ModelRef model, int share) {
    models.startTrial(
        StartTrialRequest.newBuilder()
            .setModel(model)
            .setSharePercent(share)
            .setChange(FixtureModels.by("kim"))
            .build());
  }

  private void end() {
    models.endTrial(EndTrialRequest.newBuilder().setChange(FixtureModels.by("kim")).build());
  }

  private GetTrialResponse trial() {
    return models.getTrial(GetTrialRequest.newBuilder().setMostAccounts(3).build());
  }

  private AccountScore score(int account) {
    return live.as(TestKeys.UMBRELLA)
        .getScore(GetScoreRequest.newBuilder().setAccountId(id(account)).build())
        .getScore();
  }

  /** Computed anew from the events. */
  private AccountScore knownAt(int account, Timestamp time) {
    return live.as(TestKeys.UMBRELLA)
        .getScore(
            GetScoreRequest.newBuilder().setAccountId(id(account)).setKnownAtTime(time).build())
        .getScore();
  }

  private void await(int account, ModelRef model, int tenths) throws InterruptedException {
    awaitThat(
        () ->
            score(account).getModel().equals(model)
                && score(account).getScore().getTenths() == tenths);
  }

  private void awaitBeside(int account, ModelRef model, int tenths) throws InterruptedException {
    awaitThat(
        () ->
            score(account).getBeside().getModel().equals(model)
                && score(account).getBeside().getScore().getTenths() == tenths);
  }

  private void awaitNobodyBehind() throws InterruptedException {
    awaitThat(
        () ->
            trial().getBehind() == 0
                && trial().getGroupsList().stream().mapToInt(TrialGroup::getAccounts).sum()
                    == ACCOUNTS);
  }

  private void awaitAll(ModelRef model) throws InterruptedException {
    awaitThat(
        () ->
            IntStream.range(0, ACCOUNTS)
                .allMatch(i -> score(i).getModel().equals(model) && !score(i).hasBeside()));
  }

  private interface Condition {
    boolean holds();
  }

  private static void awaitThat(Condition condition) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.holds()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  /** Everything that was told of the tenant's scores. */
  private List<ScoreChanged> told() {
    List<ScoreChanged> told = new ArrayList<>();
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      live.scoreLog()
          .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(shard).build())
          .forEachRemaining(
              answer ->
                  answer.getEntriesList().stream()
                      .filter(entry -> entry.getScoreChanged().getTenantId().equals("umbrella"))
                      .forEach(entry -> told.add(entry.getScoreChanged())));
    }
    return told;
  }

  private List<String> changedTo(ModelRef model) {
    return told().stream()
        .filter(change -> change.getCurrent().getModel().equals(model))
        .map(change -> change.getCurrent().getAccount().getAccountId())
        .distinct()
        .sorted()
        .toList();
  }

  private List<Integer> history(String account, LocalDate from, HistoryBasis basis) {
    return live
        .as(TestKeys.UMBRELLA)
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setFromDate(FedService.date(from))
                .setToDate(FedService.date(from))
                .setBasis(basis)
                .build())
        .getPointsList()
        .stream()
        .map(point -> point.getScore().getTenths())
        .toList();
  }
}
