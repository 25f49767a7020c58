package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.SmallMemory;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranks among a hundred accounts on four shards, through Kafka, the database and gRPC. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(SmallMemory.class)
class PercentileIT {
  private final LiveService live = LiveService.shared();

  @Test
  void ranks_are_those_among_the_accounts_of_all_shards() throws Exception {
    for (int i = 0; i < 100; i++) {
      boolean tied = i > 40 && i < 44;
      measure("acme", account(i), "usage", tied ? 40 : i == 80 ? 79 : i);
    }
    begin("acme", TestKeys.ACME, FixtureModels.RANKED);

    await(TestKeys.ACME, "a050", 703);
    awaitAll(TestKeys.ACME, "", 100);
    assertThat(tenths(TestKeys.ACME, "a000", "a040", "a042", "a043", "a079", "a080", "a099"))
        .containsExactly(12, 639, 639, 639, 900, 900, 998);
    assertThat(IntStream.range(0, 30).boxed())
        .extracting(i -> score(TestKeys.ACME, account(i), "").getShard())
        .contains(0, 1, 2, 3);
    ExplainScoreResponse why = explained(TestKeys.ACME, "a040");
    assertThat(why.getContributionsList())
        .extracting(Contribution::getTenths)
        .containsExactly(400, 239);
    assertThat(why.getContributionsList().getLast().getText())
        .isEqualTo("ahead of 42 percent of 100 accounts");
  }

  @Test
  void a_day_is_ranked_in_where_everybody_stood_when_it_began_and_stays_so() throws Exception {
    String key = TestKeys.GLOBEX;
    LocalDate first = live.today();
    hundred("globex", "usage");
    live.nextDay();
    measure("globex", "a000", "usage", 100);
    begin("globex", key, FixtureModels.RANKED);
    await(key, "a050", 687);
    awaitAll(key, "", 100);
    assertThat(known(key, "a050", first)).containsExactly(-1, 703, 687);
    assertThat(known(key, "a000", first)).containsExactly(-1, 1_000, 998);
    List<Object> told = asOf(key, first.plusDays(1));

    measure("globex", "a010", "usage", 60.5);
    live.publish();
    await(key, "a010", 763);
    assertThat(tenths(key, "a030", "a050")).containsExactly(560, 687);
    List<String> today = scores(key, first.plusDays(2));

    live.nextDay();
    await(key, "a030", 554);
    await(key, "a010", 760);
    assertThat(asOf(key, first.plusDays(1))).isEqualTo(told);
    assertThat(scores(key, first.plusDays(2))).isEqualTo(today);
    assertThat(known(key, "a030", first.plusDays(2))).containsExactly(560, 554);
    assertThat(history(key, "a030", first.plusDays(2), HistoryBasis.HISTORY_BASIS_AS_PUBLISHED))
        .containsExactly(560, 554);
    assertThat(changeOfYesterday(key, "a030")).isEqualTo(-6);
  }

  @Test
  void a_segment_of_fewer_accounts_than_the_guard_wants_has_no_ranks_and_says_so()
      throws Exception {
    hundred("initech", "seats");
    for (int i = 0; i < 3; i++) {
      live.note(
          live.event("initech", "big-" + i)
              .setProfileChanged(
                  ProfileChanged.newBuilder()
                      .setProfile(Profile.newBuilder().setPlan("enterprise"))));
      measure("initech", "big-" + i, "seats", 50);
    }
    begin(
        "initech",
        TestKeys.INITECH,
        FixtureModels.ranked("segmented", "expansion", "segment", "seats"));

    awaitNamed(TestKeys.INITECH, "a050", "expansion", 703);
    awaitAll(TestKeys.INITECH, "expansion", 103);
    AccountScore big = score(TestKeys.INITECH, "big-1", "expansion");
    assertThat(big.getScore().hasTenths()).isFalse();
    assertThat(big.getScore().getBand()).isEqualTo("Unknown");
    assertThat(big.getAssessment().getUnknownBecause())
        .isEqualTo("3 accounts to rank it among: a rank is for 100 or more");
  }

  @Test
  void a_rebuild_ranks_in_the_same_populations() throws Exception {
    String key = TestKeys.HOOLI;
    hundred("hooli", "usage");
    begin("hooli", key, FixtureModels.RANKED);
    await(key, "a050", 703);
    awaitAll(key, "", 100);
    List<Object> before = asOf(key, live.today());

    RebuildResult rebuilt = rebuild();

    assertThat(rebuilt.getRebuiltStateHash()).isEqualTo(rebuilt.getLiveStateHash());
    assertThat(tenths(key, "a000", "a050", "a099")).containsExactly(12, 703, 998);
    assertThat(asOf(key, live.today())).isEqualTo(before);
    live.nextDay();
    live.settle();
    await(key, "a050", 703);
  }

  private static String account(int i) {
    return "a%03d".formatted(i);
  }

  private void measure(String tenant, String account, String name, double value) {
    live.note(
        live.event(tenant, account)
            .setMeasurement(Measurement.newBuilder().setName(name).setValue(value)));
  }

  private void hundred(String tenant, String name) {
    for (int i = 0; i < 100; i++) {
      measure(tenant, account(i), name, i);
    }
  }

  /** Begins the next day and then puts a model in effect. */
  private void begin(String tenant, String key, String yaml) throws InterruptedException {
    live.nextDay();
    live.settle();
    ModelRef model =
        live.models(key)
            .draftModel(
                DraftModelRequest.newBuilder()
                    .setYaml(yaml)
                    .setChange(FixtureModels.by(tenant))
                    .build())
            .getModel();
    live.models(key)
        .activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(model)
                .setChange(FixtureModels.by(tenant))
                .build());
  }

  private void await(String key, String account, int tenths) throws InterruptedException {
    awaitNamed(key, account, "", tenths);
  }

  private void awaitNamed(String key, String account, String name, int tenths)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    while (!found(key, account, name, tenths)) {
      assertThat(Instant.now()).as(account).isBefore(end);
      Thread.sleep(100);
    }
  }

  /** Waits until every shard ranks: until all say something other than that there is nobody. */
  private void awaitAll(String key, String name, int accounts) throws InterruptedException {
    var all = ListScoresRequest.newBuilder().setPageSize(200).setScoreName(name).build();
    Instant end = Instant.now().plusSeconds(60);
    while (live.as(key).listScores(all).getScoresList().stream()
            .filter(s -> !s.getAssessment().getUnknownBecause().startsWith("no population"))
            .count()
        < accounts) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(100);
    }
  }

  private boolean found(String key, String account, String name, int tenths) {
    try {
      return score(key, account, name).getScore().getTenths() == tenths;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private AccountScore score(String key, String account, String name) {
    var request = GetScoreRequest.newBuilder().setAccountId(account).setScoreName(name).build();
    return live.as(key).getScore(request).getScore();
  }

  private List<Integer> tenths(String key, String... accounts) {
    return List.of(accounts).stream()
        .map(account -> score(key, account, "").getScore().getTenths())
        .toList();
  }

  private ExplainScoreResponse explained(String key, String account) {
    return live.as(key)
        .explainScore(ExplainScoreRequest.newBuilder().setAccountId(account).build());
  }

  private int changeOfYesterday(String key, String account) {
    var explained =
        live.as(key)
            .explainScore(
                ExplainScoreRequest.newBuilder().setAccountId(account).setCompareDays(1).build());
    return explained.getScore().getScore().getTenths() - explained.getCompared().getTenths();
  }

  /** Tenths day by day, as known now; -1 where there is no score. */
  private List<Integer> known(String key, String account, LocalDate from) {
    return history(key, account, from, HistoryBasis.HISTORY_BASIS_KNOWN_NOW);
  }

  private List<Integer> history(String key, String account, LocalDate from, HistoryBasis basis) {
    var request =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId(account)
            .setFromDate(FedService.date(from))
            .setBasis(basis)
            .build();
    return live.as(key).getScoreHistory(request).getPointsList().stream()
        .map(point -> point.getScore().hasTenths() ? point.getScore().getTenths() : -1)
        .toList();
  }

  /** What three reads say of the beginning of a day, but for the positions of the shards. */
  private List<Object> asOf(String key, LocalDate day) {
    SummarizePortfolioResponse summary =
        live.as(key)
            .summarizePortfolio(
                SummarizePortfolioRequest.newBuilder()
                    .setAsOfTime(FedService.midnight(day))
                    .build());
    var request =
        GetScoreRequest.newBuilder()
            .setAccountId("a050")
            .setAsOfTime(FedService.midnight(day))
            .build();
    return List.of(
        summary,
        live.as(key).getScore(request).getScore().toBuilder().clearPosition().build(),
        scores(key, day));
  }

  private List<String> scores(String key, LocalDate day) {
    ListScoresResponse page =
        live.as(key)
            .listScores(
                ListScoresRequest.newBuilder()
                    .setPageSize(200)
                    .setAsOfTime(FedService.midnight(day))
                    .build());
    return page.getScoresList().stream()
        .map(score -> score.getAccount().getAccountId() + " " + score.getScore().getTenths())
        .toList();
  }

  private RebuildResult rebuild() {
    RebuildResult[] last = {RebuildResult.getDefaultInstance()};
    live.scoreLog()
        .rebuildProjection(RebuildProjectionRequest.getDefaultInstance())
        .forEachRemaining(progress -> last[0] = progress.getResult());
    return last[0];
  }
}
