package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.type.Money;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.BandSetting;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreRequest;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import io.barometer.proto.scoring.v1.SuggestChangesRequest;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.WeightSetting;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores under hypotheses, and what would help, through Kafka, the database and gRPC. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class WhatIfIT {
  private final LiveService live = LiveService.shared();

  @Test
  void events_that_are_supposed_give_the_score_that_they_give_when_they_happen() throws Exception {
    live.measured("wi-ahead", "usage", 50);
    AccountScore now = live.score("wi-ahead");
    long events = live.events("wi-ahead");
    Instant then = live.today().plusDays(2).atTime(9, 30).toInstant(ZoneOffset.UTC);
    var ahead =
        SimulateScoreRequest.newBuilder()
            .setAccountId("wi-ahead")
            .setAsOfTime(RecordedLog.time(then))
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addEvents(Event.newBuilder().setSurveyAnswered(nps(9)))
                    .addEvents(Event.newBuilder().setMeasurement(measured("failure", 1))));

    SimulateScoreResponse supposed = simulate(ahead);

    assertThat(now.getScore().getTenths()).isEqualTo(500);
    assertThat(supposed.getActual().getScore()).isEqualTo(now.getScore());
    assertThat(supposed.getActual().getAsOfTime()).isEqualTo(RecordedLog.time(then));
    assertThat(supposed.getSimulated().getScore().getTenths()).isEqualTo(560);
    assertThat(supposed.getSimulated().getScore().getCoveragePercent()).isEqualTo(100);
    assertThat(supposed.getChangeTenths()).isEqualTo(60);
    assertThat(entries(supposed))
        .containsExactly(
            "EVENTS 160 nps: 9, no data before", "EVENTS -100 something failed within 30 days");
    assertThat(supposed.getEntriesList().stream().mapToInt(entry -> entry.getChangeTenths()).sum())
        .isEqualTo(60);
    assertThat(sum(supposed.getActualContributionsList())).isEqualTo(500);
    assertThat(sum(supposed.getSimulatedContributionsList())).isEqualTo(560);
    assertThat(live.events("wi-ahead")).isEqualTo(events);
    assertThat(live.score("wi-ahead")).isEqualTo(now);

    live.nextDay();
    live.nextDay();
    live.surveyed("wi-ahead", 9);
    live.measured("wi-ahead", "failure", 1);
    AccountScore really = live.score("wi-ahead");
    assertThat(really.getScore()).isEqualTo(supposed.getSimulated().getScore());
    assertThat(really.getAssessment()).isEqualTo(supposed.getSimulated().getAssessment());
  }

  @Test
  void nothing_supposed_is_the_score_as_it_is() throws Exception {
    live.measured("wi-same", "usage", 37);
    live.surveyed("wi-same", 4);
    AccountScore now = live.score("wi-same");

    SimulateScoreResponse same =
        simulate(SimulateScoreRequest.newBuilder().setAccountId("wi-same"));

    assertThat(same.getActual().getScore()).isEqualTo(now.getScore());
    assertThat(same.getSimulated()).isEqualTo(same.getActual());
    assertThat(same.getSimulatedContributionsList()).isEqualTo(same.getActualContributionsList());
    assertThat(same.getEntriesList()).isEmpty();
    assertThat(same.getChangeTenths()).isZero();
  }

  @Test
  void without_a_source_it_is_as_if_the_source_had_never_been() throws Exception {
    live.measured("wi-left", "usage", 50);
    live.record(live.event("wi-left").setSource("survey-tool").setSurveyAnswered(nps(1)));
    live.record(
        live.event("wi-left").setSource("survey-tool").setMeasurement(measured("usage", 90)));
    live.settle();
    var request =
        SimulateScoreRequest.newBuilder()
            .setAccountId("wi-left")
            .setHypothesis(Hypothesis.newBuilder().addWithoutSources("survey-tool"));

    SimulateScoreResponse without = simulate(request);

    assertThat(without.getActual().getScore().getTenths()).isEqualTo(580);
    assertThat(without.getSimulated().getScore().getTenths()).isEqualTo(500);
    assertThat(without.getLeftOutEvents()).isEqualTo(2);
    assertThat(entries(without))
        .containsExactly(
            "LEFT_OUT -240 usage fell from 90 to 50", "LEFT_OUT 160 no data for nps any more");
    assertThat(without.getEntries(0).getEvents()).isEqualTo(1);
  }

  @Test
  void other_weights_and_thresholds_and_files_are_models_of_their_own() throws Exception {
    live.measured("wi-model", "usage", 40);
    live.surveyed("wi-model", 10);
    live.settle();
    var set =
        SimulateScoreRequest.newBuilder()
            .setAccountId("wi-model")
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addWeights(WeightSetting.newBuilder().setName("usage").setWeight(25))
                    .addBands(BandSetting.newBuilder().setName("Healthy").setFromTenths(800)));

    SimulateScoreResponse weighed = simulate(set);

    assertThat(weighed.getActual().getScore().getTenths()).isEqualTo(640);
    assertThat(weighed.getSimulated().getScore().getTenths()).isEqualTo(850);
    assertThat(weighed.getSimulated().getScore().getBand()).isEqualTo("Healthy");
    assertThat(weighed.getSimulated().getModel().getVersion()).isEqualTo("1.0.0-what-if");
    assertThat(weighed.getEntriesList())
        .allSatisfy(entry -> assertThat(entry.getCauses(0).name()).isEqualTo("CHANGE_CAUSE_MODEL"));
    assertThat(weighed.getEntriesList().stream().mapToInt(entry -> entry.getChangeTenths()).sum())
        .isEqualTo(210);

    SimulateScoreResponse file =
        simulate(
            SimulateScoreRequest.newBuilder()
                .setAccountId("wi-model")
                .setHypothesis(Hypothesis.newBuilder().setScorecardYaml(FixtureModels.URGENT)));
    assertThat(file.getSimulated().getModel().getScorecard()).isEqualTo("urgent");
    assertThat(file.getSimulated().getScore().getBand()).isEqualTo("Unknown");
    assertThat(file.hasChangeTenths()).isFalse();
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_and_changes_nothing() throws Exception {
    live.measured("wi-wrong", "usage", 50);
    live.settle();
    var wrong =
        SimulateScoreRequest.newBuilder()
            .setAccountId("wi-wrong")
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addEvents(Event.newBuilder().setSurveyAnswered(nps(11)))
                    .addEvents(
                        Event.newBuilder()
                            .setAccountId("wi-other")
                            .setMeasurement(measured("usage", 1)))
                    .addEvents(
                        Event.newBuilder()
                            .setOccurredTime(RecordedLog.time(live.now().plus(Duration.ofDays(3))))
                            .setMeasurement(measured("usage", 1)))
                    .addEvents(Event.newBuilder())
                    .addWithoutSources("")
                    .addWeights(WeightSetting.newBuilder().setName("usge").setWeight(40))
                    .addBands(BandSetting.newBuilder().setName("Healthy").setFromTenths(300)));

    var refused = catchThrowableOfType(StatusRuntimeException.class, () -> simulate(wrong));

    assertThat(ScoringClient.violations(refused))
        .isEqualTo(
            Map.of(
                "hypothesis.events[0].survey_answered.answer",
                "RANGE",
                "hypothesis.events[2].occurred_time",
                "TIME_IN_FUTURE",
                "hypothesis.events[3].payload",
                "REQUIRED",
                "hypothesis.events",
                "VALUE_UNKNOWN",
                "hypothesis.without_sources[0]",
                "REQUIRED",
                "hypothesis.weights[0].name",
                "NAME_UNKNOWN",
                "hypothesis.bands[0].from_tenths",
                "ELEMENT_ORDER"));

    var file =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                simulate(
                    SimulateScoreRequest.newBuilder()
                        .setAccountId("wi-wrong")
                        .setHypothesis(
                            Hypothesis.newBuilder()
                                .setScorecardYaml(
                                    FixtureModels.SIMPLE.replace(
                                        "distinct_actors", "distinct_actor")))));
    assertThat(ScoringClient.violations(file)).containsOnlyKeys("hypothesis.scorecard_yaml:8:20");
    assertThat(
            FedService.refused(
                () ->
                    simulate(
                        SimulateScoreRequest.newBuilder()
                            .setAccountId("wi-wrong")
                            .setHypothesis(
                                Hypothesis.newBuilder().setScorecardYaml(FixtureModels.RANKED)))))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(
            FedService.refused(
                () ->
                    simulate(
                        SimulateScoreRequest.newBuilder()
                            .setAccountId("wi-wrong")
                            .setHypothesis(
                                Hypothesis.newBuilder()
                                    .setModel(ModelRef.newBuilder().setScorecard("talktive"))))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () -> simulate(SimulateScoreRequest.newBuilder().setAccountId("wi-nobody"))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    live.as(TestKeys.GLOBEX)
                        .simulateScore(
                            SimulateScoreRequest.newBuilder().setAccountId("wi-wrong").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void a_parent_follows_what_is_supposed_of_its_children() throws Exception {
    live.measured("wi-parent", "usage", 10);
    child("wi-east", 300_000, 80);
    child("wi-west", 100_000, 20);
    AccountScore parent = await("wi-parent", 590);

    var request =
        SimulateScoreRequest.newBuilder()
            .setAccountId("wi-parent")
            .setHypothesis(
                Hypothesis.newBuilder()
                    .addEvents(
                        Event.newBuilder()
                            .setAccountId("wi-west")
                            .setMeasurement(measured("usage", 100))));
    SimulateScoreResponse supposed = simulate(request);

    assertThat(supposed.getActual().getScore()).isEqualTo(parent.getScore());
    assertThat(supposed.getSimulated().getScore().getTenths()).isEqualTo(710);
    assertThat(supposed.getEntriesList()).isEmpty();
    assertThat(supposed.getChangeTenths()).isEqualTo(120);
    assertThat(
            FedService.refused(
                () ->
                    simulate(
                        request
                            .clone()
                            .setHypothesis(Hypothesis.newBuilder().addWithoutSources("test")))))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(FedService.refused(() -> suggest("wi-parent", "")))
        .isEqualTo("FAILED_PRECONDITION STATE");
    SimulatePortfolioResponse portfolio =
        portfolio(
            SimulatePortfolioRequest.newBuilder()
                .setFilter("account = \"wi-parent\"")
                .setHypothesis(request.getHypothesis()));
    assertThat(accounts(portfolio)).containsExactly("wi-parent 590 → 710 +120");
  }

  @Test
  void what_is_suggested_is_the_smallest_change_and_reaches_the_band() throws Exception {
    live.measured("wi-help", "usage", 50);
    live.settle();

    SuggestChangesResponse help = suggest("wi-help", "");

    // 0.6 × usage + 20.0 is 75.0 from 74.95 on
    assertThat(help.getScore().getScore().getTenths()).isEqualTo(500);
    assertThat(help.getBand()).isEqualTo("Healthy");
    assertThat(help.getFromTenths()).isEqualTo(750);
    assertThat(help.getAloneList())
        .extracting(
            one ->
                "%s %s %s %s %s"
                    .formatted(
                        one.getMetric(),
                        one.getAfter(),
                        one.getScore().getTenths(),
                        one.getReaches(),
                        one.getMeans().name().replace("SUGGESTED_MEANS_", "")))
        .containsExactly("usage 91.59 750 true VALUE", "nps 10.0 700 false VALUE");
    assertThat(suggest("wi-help", "Moderate").getNotesList())
        .containsExactly("It is there already.");
    var unknown =
        catchThrowableOfType(StatusRuntimeException.class, () -> suggest("wi-help", "Helthy"));
    assertThat(ScoringClient.violations(unknown)).isEqualTo(Map.of("band", "VALUE_UNKNOWN"));

    var reached = Hypothesis.newBuilder();
    reached.addEvents(Event.newBuilder().setMeasurement(measured("usage", 91.59)));
    assertThat(
            simulate(
                    SimulateScoreRequest.newBuilder()
                        .setAccountId("wi-help")
                        .setHypothesis(reached))
                .getSimulated()
                .getScore()
                .getBand())
        .isEqualTo("Healthy");
    reached.setEvents(0, Event.newBuilder().setMeasurement(measured("usage", 91.58)));
    assertThat(
            simulate(
                    SimulateScoreRequest.newBuilder()
                        .setAccountId("wi-help")
                        .setHypothesis(reached))
                .getSimulated()
                .getScore()
                .getTenths())
        .isEqualTo(749);
  }

  private void child(String account, long arr, double usage) {
    live.record(
        live.event(account)
            .setProfileChanged(
                ProfileChanged.newBuilder()
                    .setProfile(
                        Profile.newBuilder()
                            .setParentAccountId("wi-parent")
                            .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(arr)))));
    live.measured(account, "usage", usage);
  }

  private AccountScore await(String account, int tenths) throws Exception {
    for (int i = 0; i < 100; i++) {
      AccountScore score = live.score(account);
      if (score.getScore().getTenths() == tenths) {
        return score;
      }
      Thread.sleep(100);
    }
    return live.as(TestKeys.ACME)
        .getScore(GetScoreRequest.newBuilder().setAccountId(account).build())
        .getScore();
  }

  private SimulateScoreResponse simulate(SimulateScoreRequest.Builder request) {
    return live.as(TestKeys.ACME).simulateScore(request.build());
  }

  private SimulatePortfolioResponse portfolio(SimulatePortfolioRequest.Builder request) {
    return live.as(TestKeys.ACME).simulatePortfolio(request.build());
  }

  private SuggestChangesResponse suggest(String account, String band) {
    return live.as(TestKeys.ACME)
        .suggestChanges(
            SuggestChangesRequest.newBuilder().setAccountId(account).setBand(band).build());
  }

  private static SurveyAnswered.Builder nps(double answer) {
    return SurveyAnswered.newBuilder().setKind(SurveyKind.SURVEY_KIND_NPS).setAnswer(answer);
  }

  private static Measurement.Builder measured(String name, double value) {
    return Measurement.newBuilder().setName(name).setValue(value);
  }

  private static int sum(List<Contribution> parts) {
    return parts.stream().mapToInt(Contribution::getTenths).sum();
  }

  private static List<String> entries(SimulateScoreResponse response) {
    return response.getEntriesList().stream()
        .map(
            entry ->
                "%s %d %s"
                    .formatted(
                        entry.getCauses(0).name().replace("CHANGE_CAUSE_", ""),
                        entry.getChangeTenths(),
                        entry.getText()))
        .toList();
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
