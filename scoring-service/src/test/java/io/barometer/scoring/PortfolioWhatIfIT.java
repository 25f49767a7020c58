package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.proto.scoring.v1.BandSetting;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.WeightSetting;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All accounts of a tenant under a hypothesis, through Kafka, the database and gRPC. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class PortfolioWhatIfIT {
  private final LiveService live = LiveService.shared();

  @Test
  void the_portfolio_says_who_would_move() throws Exception {
    for (int i = 0; i < 5; i++) {
      String account = "wi-p" + i;
      live.record(
          live.event(account)
              .setProfileChanged(
                  ProfileChanged.newBuilder().setProfile(Profile.newBuilder().setOwner("wi"))));
      live.measured(account, "usage", 40 + 10 * i);
    }
    live.record(live.event("wi-p4").setSource("gauge").setMeasurement(measured("usage", 100)));
    live.settle();
    var request =
        SimulatePortfolioRequest.newBuilder()
            .setFilter("owner = \"wi\"")
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addEvents(Event.newBuilder().setSurveyAnswered(nps(0)))
                    .addEvents(
                        Event.newBuilder()
                            .setAccountId("wi-p0")
                            .setMeasurement(measured("usage", 100)))
                    .addBands(BandSetting.newBuilder().setName("Moderate").setFromTenths(450)));

    // as it is: 44, 50, 56, 62, 80; with the worst NPS 20.0 less, wi-p0 with 100 % use 60.0
    SimulatePortfolioResponse supposed = portfolio(request);

    assertThat(supposed.getTotalSize()).isEqualTo(5);
    assertThat(bands(supposed.getActualBandsList()))
        .containsExactly("Critical 0", "At Risk 1", "Moderate 3", "Healthy 1", "Unknown 0");
    assertThat(bands(supposed.getSimulatedBandsList()))
        .containsExactly("Critical 0", "At Risk 3", "Moderate 2", "Healthy 0", "Unknown 0");
    assertThat(supposed.getMovesList())
        .extracting(move -> move.getFrom() + " → " + move.getTo() + " " + move.getAccounts())
        .containsExactly("At Risk → Moderate 1", "Moderate → At Risk 3", "Healthy → Moderate 1");
    assertThat(accounts(supposed))
        .containsExactly(
            "wi-p1 500 → 300 -200",
            "wi-p2 560 → 360 -200",
            "wi-p3 620 → 420 -200",
            "wi-p4 800 → 600 -200",
            "wi-p0 440 → 600 +160");
    assertThat(supposed.getActualDistributionList().get(8)).isEqualTo(1);
    assertThat(supposed.getActualDistributionList().get(16)).isEqualTo(1);
    assertThat(supposed.getSimulatedDistributionList().get(12)).isEqualTo(2);
    assertThat(supposed.getSimulatedDistributionList().stream().mapToInt(i -> i).sum())
        .isEqualTo(5);
    assertThat(supposed.getSimulatedModel().getVersion()).isEqualTo("1.0.0-what-if");

    SimulatePortfolioResponse first = portfolio(request.clone().setPageSize(3));
    SimulatePortfolioResponse second =
        portfolio(request.clone().setPageSize(3).setPageToken(first.getNextPageToken()));
    assertThat(accounts(first)).hasSize(3);
    assertThat(accounts(second)).containsExactly("wi-p4 800 → 600 -200", "wi-p0 440 → 600 +160");
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(
            FedService.refused(
                () ->
                    portfolio(
                        request.clone().setFilter("").setPageToken(first.getNextPageToken()))))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");

    SimulatePortfolioResponse without =
        portfolio(
            SimulatePortfolioRequest.newBuilder()
                .setFilter("owner = \"wi\"")
                .setHypothesis(Hypothesis.newBuilder().addWithoutSources("gauge")));
    assertThat(accounts(without)).containsExactly("wi-p4 800 → 680 -120");
    assertThat(
            live.as(TestKeys.ACME)
                .listScores(ListScoresRequest.newBuilder().setFilter("owner = \"wi\"").build())
                .getScoresList())
        .extracting(score -> score.getScore().getTenths())
        .containsExactly(440, 500, 560, 620, 800);
    assertThat(
            live.as(TestKeys.GLOBEX)
                .simulatePortfolio(request.clone().clearHypothesis().build())
                .getTotalSize())
        .isZero();
  }

  @Test
  void a_portfolio_that_is_kept_in_memory_sees_what_happened_since() throws Exception {
    for (int i = 0; i < 3; i++) {
      live.record(
          live.event("wi-k" + i)
              .setProfileChanged(
                  ProfileChanged.newBuilder().setProfile(Profile.newBuilder().setOwner("wk"))));
      live.measured("wi-k" + i, "usage", 40 + 10 * i);
      live.record(live.event("wi-k" + i).setSurveyAnswered(nps(2)));
    }
    live.settle();
    var request =
        SimulatePortfolioRequest.newBuilder()
            .setFilter("owner = \"wk\"")
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addWeights(WeightSetting.newBuilder().setName("usage").setWeight(90)));

    // 60 % of the usage and 8.0 for NPS; with the other weights 90 % and 2.0
    assertThat(accounts(portfolio(request.clone())))
        .containsExactly("wi-k2 440 → 560 +120", "wi-k1 380 → 470 +90", "wi-k0 320 → 380 +60");
    assertThat(accounts(portfolio(request.clone())))
        .isEqualTo(accounts(portfolio(request.clone())));

    live.measured("wi-k0", "usage", 100);
    live.settle();

    assertThat(accounts(portfolio(request.clone())))
        .containsExactly("wi-k0 680 → 920 +240", "wi-k2 440 → 560 +120", "wi-k1 380 → 470 +90");
  }

  @Test
  void a_bad_portfolio_request_is_told_all_at_once() {
    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                portfolio(
                    SimulatePortfolioRequest.newBuilder()
                        .setFilter("bnd = \"Healthy\"")
                        .setPageSize(-1)
                        .setAsOfTime(RecordedLog.time(Instant.parse("2199-01-01T00:00:00Z")))
                        .setHypothesis(
                            Hypothesis.newBuilder()
                                .addEvents(
                                    Event.newBuilder()
                                        .setAccountId("wi-never-seen")
                                        .setMeasurement(measured("usage", 1)))
                                .addWeights(
                                    WeightSetting.newBuilder().setName("care").setWeight(101)))));

    assertThat(ScoringClient.violations(refused))
        .isEqualTo(
            Map.of(
                "filter",
                "FILTER",
                "page_size",
                "RANGE",
                "as_of_time",
                "TIME_IN_FUTURE",
                "hypothesis.events",
                "VALUE_UNKNOWN",
                "hypothesis.weights[0].weight",
                "WEIGHTS_SUM"));
  }

  private SimulatePortfolioResponse portfolio(SimulatePortfolioRequest.Builder request) {
    return live.as(TestKeys.ACME).simulatePortfolio(request.build());
  }

  private static SurveyAnswered.Builder nps(double answer) {
    return SurveyAnswered.newBuilder().setKind(SurveyKind.SURVEY_KIND_NPS).setAnswer(answer);
  }

  private static Measurement.Builder measured(String name, double value) {
    return Measurement.newBuilder().setName(name).setValue(value);
  }

  private static List<String> bands(List<BandSummary> bands) {
    return bands.stream().map(band -> band.getBand() + " " + band.getAccounts()).toList();
  }

  private static List<String> accounts(SimulatePortfolioResponse response) {
    return response.getAccountsList().stream()
        .map(
            one ->
                "%s %d → %d %+d"
                    .formatted(
                        one.getAccount().getAccountId(),
                        one.getActual().getTenths(),
                        one.getSimulated().getTenths(),
                        one.getChangeTenths()))
        .toList();
  }
}
