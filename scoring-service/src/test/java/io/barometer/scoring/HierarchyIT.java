package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.google.type.Money;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Parents on one shard, children on others, through Kafka, the database and gRPC. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class HierarchyIT {
  private final LiveService live = LiveService.shared();
  private String tenant = "";
  private String key = "";

  @Test
  void a_parents_score_is_told_like_any_other() throws Exception {
    begin("initech", TestKeys.INITECH);
    LocalDate first = live.today();
    measured("holding", 26);
    child("north", "holding", "EUR", 300_000);
    measured("north", 80);
    child("south", "holding", "EUR", 100_000);
    measured("south", 20);
    child("west", "holding", "EUR", 500_000);
    AccountScore holding = await("holding", s -> s.getScore().getCoveragePercent() == 66);

    assertThat(holding.getScore()).isEqualTo(score(650, "Moderate", 66));
    assertThat(List.of("north", "south", "west"))
        .extracting(child -> score(child).getShard())
        .anyMatch(shard -> shard != holding.getShard());
    assertThat(listed("account = \"holding\"")).containsExactly("holding 650");
    assertThat(listed("parent = \"holding\"")).containsExactly("north 800", "south 200", "west 0");
    assertThat(bands())
        .containsExactly(
            tuple("Critical", 1),
            tuple("At Risk", 0),
            tuple("Moderate", 1),
            tuple("Healthy", 1),
            tuple("Unknown", 1));
    assertThat(told(holding).getCurrent().getScore()).isEqualTo(holding.getScore());
    ExplainScoreResponse why = explained("holding");
    assertThat(why.getContributionsList())
        .extracting(Contribution::getDimension, Contribution::getMetric, Contribution::getTenths)
        .containsExactly(
            tuple("children", "north", 600),
            tuple("children", "south", 50),
            tuple("children", "west", 0));
    assertThat(why.getRolledUp().getChildrenList())
        .extracting(ChildPart::getAccountId, part -> part.getScore().getBand())
        .containsExactly(
            tuple("north", "Healthy"), tuple("south", "Critical"), tuple("west", "Unknown"));

    live.nextDay();
    child("south", "", "EUR", 100_000);
    measured("north", 90);
    await("holding", 900);
    for (int day = 2; day <= 7; day++) {
      live.nextDay();
    }
    AccountScore later = await("holding", s -> s.getTrends(0).getChangeTenths() == 250);
    assertThat(told(later).getCurrent().getTrends(0).getChangeTenths()).isEqualTo(250);
    assertThat(history(first, HistoryBasis.HISTORY_BASIS_KNOWN_NOW))
        .containsExactly(650, 900, 900, 900, 900, 900, 900, 900);
    assertThat(history(first, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED))
        .containsExactly(650, 900, 900, 900, 900, 900, 900, 900);
    assertThat(listedAsOf(first))
        .containsExactly("holding 650", "north 800", "south 200", "west 0");
    assertThat(history(first, HistoryBasis.HISTORY_BASIS_KNOWN_THEN))
        .containsExactly(650, 900, 900, 900, 900, 900, 900, 900);
    Timestamp secondMidnight = FedService.midnight(first.plusDays(1));
    assertThat(score(GetScoreRequest.newBuilder().setAsOfTime(secondMidnight))).isEqualTo(650);
    assertThat(score(GetScoreRequest.newBuilder().setKnownAtTime(secondMidnight))).isEqualTo(650);
    assertThat(listed(ListScoresRequest.newBuilder().setKnownAtTime(secondMidnight).build()))
        .containsExactly("holding 650", "north 800", "south 200", "west 0");
    assertThat(
            FedService.refused(
                () ->
                    live.as(key)
                        .explainChange(
                            ExplainChangeRequest.newBuilder()
                                .setAccountId("holding")
                                .setFrom(Viewpoint.newBuilder().setAsOfTime(secondMidnight))
                                .build())))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(listedAsOf(first.plusDays(1)))
        .containsExactly("holding 900", "north 900", "south 200", "west 0");
  }

  @Test
  void what_a_grandchild_does_reaches_the_top_and_a_person_may_override_that() throws Exception {
    begin("hooli", TestKeys.HOOLI);
    child("leaf", "mid", "EUR", 1);
    measured("leaf", 40);
    live.settle();
    assertThat(refused("mid")).isEqualTo("NOT_FOUND NOT_FOUND");
    child("mid", "top", "EUR", 1);
    measured("mid", 1);
    measured("top", 2);
    await("top", 400);

    measured("leaf", 68);
    await("mid", 680);
    await("top", 680);
    live.as(key)
        .overrideScore(
            OverrideScoreRequest.newBuilder()
                .setRequestId("sponsor")
                .setAccountId("mid")
                .setTenths(750)
                .setLastDate(FedService.date(live.today().plusDays(2)))
                .setRole("csm")
                .setAuthor("kim")
                .setReason("a new sponsor")
                .build());
    live.publish();
    AccountScore mid = await("mid", 750);
    assertThat(mid.getAssessment().getComputed().getTenths()).isEqualTo(680);
    await("top", 750);

    child("leaf", "", "EUR", 1);
    await("mid", s -> s.getAssessment().getComputed().getTenths() == 10);
    live.nextDay();
    live.nextDay();
    live.nextDay();
    await("top", 10);
  }

  @Test
  void a_circle_and_two_currencies_are_told_and_a_rebuild_gives_the_same() throws Exception {
    begin("hooli", TestKeys.HOOLI);
    child("left", "right", "EUR", 100);
    measured("left", 30);
    child("right", "left", "EUR", 100);
    measured("right", 60);
    child("europe", "world", "EUR", 100);
    measured("europe", 50);
    child("america", "world", "USD", 100);
    measured("america", 70);
    measured("world", 99);
    await("left", 600);
    await("right", 300);
    AccountScore world = await("world", s -> !s.getScore().hasTenths());
    assertThat(world.getAssessment().getUnknownBecause())
        .isEqualTo("ARR in EUR and USD cannot be weighed together");
    assertThat(explained("left").getContributionsList())
        .extracting(Contribution::getText)
        .contains("belongs to itself, which is not followed: left → right → left");

    List<String> before = listed("");
    RebuildResult rebuilt = rebuild();
    assertThat(rebuilt.getRebuiltStateHash()).isEqualTo(rebuilt.getLiveStateHash());
    assertThat(listed("")).isEqualTo(before);

    child("america", "world", "EUR", 300);
    await("world", 650);
  }

  /** Begins a day and puts a model in effect for a tenant. */
  private void begin(String of, String with) throws InterruptedException {
    tenant = of;
    key = with;
    live.nextDay();
    live.settle();
    ModelRef model =
        live.models(key)
            .draftModel(
                DraftModelRequest.newBuilder()
                    .setYaml(FixtureModels.family("arr_weighted"))
                    .setChange(FixtureModels.by("kim"))
                    .build())
            .getModel();
    live.models(key)
        .activateModel(
            ActivateModelRequest.newBuilder()
                .setModel(model)
                .setChange(FixtureModels.by("kim"))
                .build());
  }

  private void child(String account, String parent, String currency, long arr) {
    Event.Builder event = live.event(tenant, account);
    var money = Money.newBuilder().setCurrencyCode(currency).setUnits(arr);
    var profile = Profile.newBuilder().setParentAccountId(parent).setArr(money);
    live.record(event.setProfileChanged(ProfileChanged.newBuilder().setProfile(profile)));
  }

  private void measured(String account, double usage) {
    live.record(
        live.event(tenant, account)
            .setMeasurement(Measurement.newBuilder().setName("usage").setValue(usage)));
  }

  private AccountScore await(String account, int tenths) throws InterruptedException {
    return await(account, score -> score.getScore().getTenths() == tenths);
  }

  private AccountScore await(String account, Predicate<AccountScore> wanted)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(30);
    while (true) {
      try {
        AccountScore score = score(account);
        if (wanted.test(score)) {
          return score;
        }
        assertThat(Instant.now()).as(account + " " + score.getScore()).isBefore(end);
      } catch (StatusRuntimeException notYet) {
        assertThat(Instant.now()).as(account).isBefore(end);
      }
      Thread.sleep(100);
    }
  }

  private AccountScore score(String account) {
    return live.as(key)
        .getScore(GetScoreRequest.newBuilder().setAccountId(account).build())
        .getScore();
  }

  private int score(GetScoreRequest.Builder request) {
    return live.as(key)
        .getScore(request.setAccountId("holding").build())
        .getScore()
        .getScore()
        .getTenths();
  }

  private String refused(String account) {
    return FedService.refused(() -> score(account));
  }

  private ExplainScoreResponse explained(String account) {
    return live.as(key)
        .explainScore(ExplainScoreRequest.newBuilder().setAccountId(account).build());
  }

  private List<String> listed(String filter) {
    return listed(ListScoresRequest.newBuilder().setFilter(filter).build());
  }

  private List<String> listedAsOf(LocalDate day) {
    return listed(ListScoresRequest.newBuilder().setAsOfTime(FedService.midnight(day)).build());
  }

  private List<String> listed(ListScoresRequest request) {
    return live.as(key).listScores(request).getScoresList().stream()
        .map(score -> score.getAccount().getAccountId() + " " + score.getScore().getTenths())
        .toList();
  }

  private List<Tuple> bands() {
    return live
        .as(key)
        .summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance())
        .getBandsList()
        .stream()
        .map(band -> tuple(band.getBand(), band.getAccounts()))
        .toList();
  }

  private List<Integer> history(LocalDate from, HistoryBasis basis) {
    var request =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId("holding")
            .setFromDate(FedService.date(from))
            .setBasis(basis)
            .build();
    return live.as(key).getScoreHistory(request).getPointsList().stream()
        .map(point -> point.getScore().getTenths())
        .toList();
  }

  /** What the score log said last of an account. */
  private ScoreChanged told(AccountScore of) {
    List<ScoreChanged> told = new ArrayList<>();
    live.scoreLog()
        .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(of.getShard()).build())
        .forEachRemaining(
            page -> page.getEntriesList().forEach(entry -> told.add(entry.getScoreChanged())));
    String account = of.getAccount().getAccountId();
    return told.stream()
        .filter(change -> change.getCurrent().getAccount().getAccountId().equals(account))
        .filter(change -> change.getTenantId().equals(tenant))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private RebuildResult rebuild() {
    RebuildResult[] last = {RebuildResult.getDefaultInstance()};
    live.scoreLog()
        .rebuildProjection(RebuildProjectionRequest.getDefaultInstance())
        .forEachRemaining(progress -> last[0] = progress.getResult());
    return last[0];
  }

  private static ScoreValue score(int tenths, String band, int coverage) {
    return ScoreValue.newBuilder()
        .setTenths(tenths)
        .setBand(band)
        .setCoveragePercent(coverage)
        .build();
  }
}
