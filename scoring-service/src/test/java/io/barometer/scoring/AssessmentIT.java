package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.ReleaseShipped;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.OverrideScoreResponse;
import io.barometer.proto.scoring.v1.Release;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreOverride;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said with a score, and what a person says against it. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class AssessmentIT {

  private final LiveService live = LiveService.shared();

  @Test
  void a_score_says_what_applied_and_its_explanation_adds_up() throws Exception {
    live.record(
        live.event("big")
            .setProfileChanged(
                ProfileChanged.newBuilder()
                    .setProfile(Profile.newBuilder().setPlan("enterprise"))));
    live.measured("big", "usage", 90);
    live.measured("big", "failure", 1);
    live.surveyed("big", 8);

    AccountScore big = live.score("big");
    assertThat(big.getScore()).isEqualTo(score(780, "Moderate", 100));
    assertThat(big.getAssessment())
        .isEqualTo(
            Assessment.newBuilder()
                .setComputed(score(780, "Moderate", 100))
                .setFreshnessPercent(100)
                .addLabels("shaken")
                .setSegment(choice("enterprise", "fact.plan == \"enterprise\" (plan enterprise)"))
                .setBands(choice("enterprise", "chosen by the segment"))
                .setVariant(choice("usage_first", "chosen by the segment"))
                .build());
    List<Contribution> parts = explained("big");
    assertThat(parts)
        .extracting(Contribution::getDimension)
        .containsExactly("usage", "care/voice", "adjustments");
    assertThat(parts).extracting(Contribution::getTenths).containsExactly(720, 160, -100);
    assertThat(
            FedService.ids(
                live.as(TestKeys.ACME)
                    .listScores(
                        ListScoresRequest.newBuilder()
                            .setFilter("segment = \"enterprise\" AND account = \"big\"")
                            .build())))
        .containsExactly("big");
  }

  @Test
  void an_explanation_names_what_was_shipped_to_everybody_since_the_day_of_comparison()
      throws Exception {
    live.record(live.event("").setReleaseShipped(shipped("Console", "9.0")));
    live.nextDay();
    live.record(live.event("").setReleaseShipped(shipped("Console", "9.1")));
    live.measured("shipped", "usage", 50);
    live.settle();

    var request = ExplainScoreRequest.newBuilder().setAccountId("shipped").setCompareDays(1);
    assertThat(live.as(TestKeys.ACME).explainScore(request.build()).getReleasesList())
        .containsExactly(
            Release.newBuilder()
                .setProduct("console")
                .setVersion("9.1")
                .setDate(FedService.date(live.today()))
                .build());
  }

  private static ReleaseShipped shipped(String product, String version) {
    return ReleaseShipped.newBuilder().setProduct(product).setVersion(version).build();
  }

  @Test
  void an_override_stands_beside_the_computed_score_until_its_last_day_is_over() throws Exception {
    live.measured("kept", "usage", 50);
    assertThat(live.score("kept").getScore()).isEqualTo(score(500, "Moderate", 60));
    LocalDate told = live.today();
    OverrideScoreRequest request = override("kept", 600, told.plusDays(1), "r1");

    OverrideScoreResponse first = live.as(TestKeys.ACME).overrideScore(request);
    OverrideScoreResponse again = live.as(TestKeys.ACME).overrideScore(request);
    AccountScore overridden = live.score("kept");
    OverrideScoreResponse late = live.as(TestKeys.ACME).overrideScore(request);

    assertThat(first.getDuplicate()).isFalse();
    assertThat(first.getComputed()).isEqualTo(score(500, "Moderate", 60));
    assertThat(again).isEqualTo(first.toBuilder().setDuplicate(true).build()).isEqualTo(late);
    assertThat(live.events("kept")).isEqualTo(2);
    assertThat(overridden.getScore()).isEqualTo(score(600, "Moderate", 60));
    assertThat(overridden.getAssessment().getComputed()).isEqualTo(score(500, "Moderate", 60));
    assertThat(overridden.getAssessment().getOverride()).isEqualTo(first.getOverride());
    assertThat(first.getOverride())
        .isEqualTo(
            ScoreOverride.newBuilder()
                .setTenths(600)
                .setLastDate(FedService.date(told.plusDays(1)))
                .setRole("csm")
                .setAuthor("Kim Lee")
                .setReason("a call: she stays")
                .build());
    Contribution said = explained("kept").getLast();
    assertThat(said.getDimension()).isEqualTo("override");
    assertThat(said.getTenths()).isEqualTo(100);
    assertThat(said.getText()).isEqualTo("Kim Lee (csm) says 60.0: a call: she stays");

    live.nextDay();
    assertThat(live.score("kept").getScore().getTenths()).isEqualTo(600);
    live.nextDay();
    AccountScore over = live.score("kept");
    assertThat(over.getScore()).isEqualTo(score(500, "Moderate", 60));
    assertThat(over.getAssessment().hasOverride()).isFalse();
    assertThat(history("kept", told, HistoryBasis.HISTORY_BASIS_KNOWN_NOW))
        .containsExactly(600, 600, 500);
    assertThat(history("kept", told, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED))
        .containsExactly(600, 600, 500);
    AccountScore then =
        live.as(TestKeys.ACME)
            .getScore(
                GetScoreRequest.newBuilder()
                    .setAccountId("kept")
                    .setAsOfTime(FedService.midnight(told.plusDays(1)))
                    .build())
            .getScore();
    assertThat(then.getAssessment().getOverride()).isEqualTo(first.getOverride());
  }

  @Test
  void a_withdrawn_override_ends_at_once() throws Exception {
    live.measured("freed", "usage", 50);
    live.settle();
    live.as(TestKeys.ACME).overrideScore(override("freed", 400, live.today(), "r2"));
    assertThat(live.score("freed").getScore().getTenths()).isEqualTo(400);
    live.event("freed");
    var withdrawn =
        live.as(TestKeys.ACME)
            .withdrawOverride(
                WithdrawOverrideRequest.newBuilder()
                    .setAccountId("freed")
                    .setAuthor("Kim Lee")
                    .setReason("a mistake")
                    .setRequestId("r3")
                    .build());

    assertThat(withdrawn.getWithdrawn().getTenths()).isEqualTo(400);
    assertThat(withdrawn.getComputed().getTenths()).isEqualTo(500);
    assertThat(live.score("freed").getScore().getTenths()).isEqualTo(500);
    assertThat(live.score("freed").getAssessment().hasOverride()).isFalse();
  }

  @Test
  void what_the_policy_does_not_allow_is_refused_and_recorded_nowhere() throws Exception {
    live.measured("firm", "usage", 50);
    live.settle();
    LocalDate today = live.today();

    assertThat(refused(override("firm", 601, today, "p1")))
        .isEqualTo("FAILED_PRECONDITION OVERRIDE_POLICY");
    assertThat(
            catchThrowableOfType(
                    StatusRuntimeException.class,
                    () ->
                        live.as(TestKeys.ACME)
                            .overrideScore(override("firm", 299, today.plusDays(30), "p2")))
                .getStatus()
                .getDescription())
        .isEqualTo(
            "The scorecard does not allow this override: 31 days are more than the 30 allowed;"
                + " 20.1 points down are more than the 20.0 allowed.");
    assertThat(refused(override("firm", 500, today, "p3").toBuilder().setRole("boss").build()))
        .isEqualTo("FAILED_PRECONDITION OVERRIDE_POLICY");
    assertThat(refused(override("firm", 500, today.minusDays(1), "p4")))
        .isEqualTo("FAILED_PRECONDITION OVERRIDE_POLICY");
    assertThat(refused(override("nobody", 500, today, "p5"))).isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(refused(override("firm", 500, today, "p6").toBuilder().setScoreName("x").build()))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () -> live.as(TestKeys.GLOBEX).overrideScore(override("firm", 500, today, "p7"))))
        .as("another tenant's account")
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () -> live.as(TestKeys.SERVICE).overrideScore(override("firm", 500, today, "p8"))))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(live.events("firm")).isEqualTo(1);
  }

  @Test
  void a_metric_without_a_source_is_told_from_a_silent_one() throws Exception {
    live.record(
        live.event("quiet")
            .setTenantId("globex")
            .setMeasurement(Measurement.newBuilder().setName("usage").setValue(50)));
    live.measured("mute", "usage", 50);
    live.surveyed("spoken", 7);
    live.settle();

    assertThat(textOf(TestKeys.GLOBEX, "quiet", "care/voice"))
        .isEqualTo("no source connected for nps, counted as neutral");
    assertThat(textOf(TestKeys.ACME, "mute", "care/voice"))
        .isEqualTo("no data for nps, counted as neutral");
  }

  private String textOf(String key, String account, String section) {
    return live
        .as(key)
        .explainScore(ExplainScoreRequest.newBuilder().setAccountId(account).build())
        .getContributionsList()
        .stream()
        .filter(part -> part.getDimension().equals(section))
        .findFirst()
        .orElseThrow()
        .getText();
  }

  @Test
  void segment_models_for_few_accounts_are_warned_of() throws Exception {
    live.record(
        live.event("large")
            .setProfileChanged(
                ProfileChanged.newBuilder()
                    .setProfile(Profile.newBuilder().setPlan("enterprise"))));
    live.settle();
    var now =
        live.as(TestKeys.ACME).summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());
    int accounts = now.getBandsList().stream().mapToInt(BandSummary::getAccounts).sum();
    int enterprise =
        live.as(TestKeys.ACME)
            .listScores(
                ListScoresRequest.newBuilder().setFilter("segment = \"enterprise\"").build())
            .getTotalSize();

    assertThat(now.getWarningsList())
        .containsExactly(
            accounts + " accounts: below 200 use one model",
            "segment enterprise has "
                + enterprise
                + " accounts: a model of its own is for 100 or more");
    assertThat(
            live.as(TestKeys.ACME)
                .summarizePortfolio(
                    SummarizePortfolioRequest.newBuilder().setAsOfTime(now.getAsOfTime()).build())
                .getWarningsList())
        .isEqualTo(now.getWarningsList());
    assertThat(live.models(TestKeys.ACME).listModels(ListModelsRequest.getDefaultInstance()))
        .extracting(models -> models.getScores(0).getWarningsList())
        .isEqualTo(now.getWarningsList());
  }

  @Test
  void the_children_of_an_account_give_a_score_together() throws Exception {
    live.measured("group", "usage", 10);
    live.record(child("group-a", "group", 300_000));
    live.measured("group-a", "usage", 80);
    live.record(child("group-b", "group", 100_000));
    live.measured("group-b", "usage", 20);
    live.record(child("group-c", "group", 500_000));
    live.settle();
    RolledUp together = rolledUp(ExplainScoreRequest.newBuilder());
    assertThat(together.getScore()).isEqualTo(score(590, "Moderate", 66));
    assertThat(together.getChildrenList())
        .extracting(
            ChildPart::getAccountId, part -> part.getScore().getTenths(), ChildPart::getTenths)
        .containsExactly(
            tuple("group-a", 680, 510), tuple("group-b", 320, 80), tuple("group-c", 0, 0));
    assertThat(
            FedService.ids(
                live.as(TestKeys.ACME)
                    .listScores(
                        ListScoresRequest.newBuilder().setFilter("parent = \"group\"").build())))
        .containsExactly("group-a", "group-b", "group-c");

    live.nextDay();
    Timestamp then = FedService.midnight(live.today());
    live.record(child("group-b", "", 100_000));
    live.settle();
    assertThat(rolledUp(ExplainScoreRequest.newBuilder()).getScore())
        .isEqualTo(score(680, "Moderate", 50));
    assertThat(rolledUp(ExplainScoreRequest.newBuilder().setAsOfTime(then))).isEqualTo(together);
    assertThat(
            live.as(TestKeys.ACME)
                .explainScore(ExplainScoreRequest.newBuilder().setAccountId("group-a").build())
                .hasRolledUp())
        .isFalse();
  }

  private RolledUp rolledUp(ExplainScoreRequest.Builder request) {
    return live.as(TestKeys.ACME).explainScore(request.setAccountId("group").build()).getRolledUp();
  }

  private Event.Builder child(String account, String parent, long arr) {
    return live.event(account)
        .setProfileChanged(
            ProfileChanged.newBuilder()
                .setProfile(
                    Profile.newBuilder()
                        .setParentAccountId(parent)
                        .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(arr))));
  }

  @Test
  void everything_that_is_wrong_with_a_request_is_told_at_once() {
    var empty =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                live.as(TestKeys.ACME)
                    .overrideScore(
                        OverrideScoreRequest.newBuilder()
                            .setTenths(1001)
                            .setScoreName("a\0")
                            .setAuthor("a\nb")
                            .setRequestId("r".repeat(201))
                            .build()));

    assertThat(ScoringClient.violations(empty))
        .isEqualTo(
            Map.of(
                "account_id", "REQUIRED",
                "score_name", "TEXT_ENCODING",
                "tenths", "RANGE",
                "last_date", "TIME_RANGE",
                "role", "REQUIRED",
                "author", "KEY_FORMAT",
                "reason", "REQUIRED",
                "request_id", "KEY_FORMAT"));
  }

  @Test
  void a_request_id_stands_for_one_override() throws Exception {
    live.measured("once", "usage", 50);
    live.settle();
    live.as(TestKeys.ACME).overrideScore(override("once", 550, live.today(), "same"));

    assertThat(refused(override("once", 560, live.today(), "same")))
        .isEqualTo("ALREADY_EXISTS REQUEST_ID_REUSED");
    assertThat(live.score("once").getScore().getTenths()).isEqualTo(550);
  }

  @Test
  void an_event_that_breaks_the_policy_is_kept_but_does_not_count() throws Exception {
    live.measured("raw", "usage", 50);
    live.record(
        live.event("raw")
            .setScoreOverridden(
                ScoreOverridden.newBuilder()
                    .setTenths(1000)
                    .setLastDate(FedService.date(live.today().plusDays(5)))
                    .setRole("csm")
                    .setAuthor("mallory")
                    .setReason("because")));

    AccountScore raw = live.score("raw");
    assertThat(raw.getScore()).isEqualTo(score(500, "Moderate", 60));
    assertThat(raw.getAssessment().hasOverride()).isFalse();
    assertThat(live.events("raw")).isEqualTo(2);
  }

  private String refused(OverrideScoreRequest request) {
    return FedService.refused(() -> live.as(TestKeys.ACME).overrideScore(request));
  }

  private List<Contribution> explained(String account) {
    var explained =
        live.as(TestKeys.ACME)
            .explainScore(ExplainScoreRequest.newBuilder().setAccountId(account).build());
    List<Contribution> parts = explained.getContributionsList();
    assertThat(parts.stream().mapToInt(Contribution::getTenths).sum())
        .isEqualTo(explained.getScore().getScore().getTenths());
    return parts;
  }

  private List<Integer> history(String account, LocalDate from, HistoryBasis basis) {
    return live
        .as(TestKeys.ACME)
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setFromDate(FedService.date(from))
                .setToDate(FedService.date(from.plusDays(2)))
                .setBasis(basis)
                .build())
        .getPointsList()
        .stream()
        .map(point -> point.getScore().getTenths())
        .toList();
  }

  private static OverrideScoreRequest override(
      String account, int tenths, LocalDate until, String requestId) {
    Date last = FedService.date(until);
    return OverrideScoreRequest.newBuilder()
        .setAccountId(account)
        .setTenths(tenths)
        .setLastDate(last)
        .setRole("csm")
        .setAuthor("Kim Lee")
        .setReason("a call: she stays")
        .setRequestId(requestId)
        .build();
  }

  private static ScoreValue score(int tenths, String band, int coverage) {
    return ScoreValue.newBuilder()
        .setTenths(tenths)
        .setBand(band)
        .setCoveragePercent(coverage)
        .build();
  }

  private static Choice choice(String name, String because) {
    return Choice.newBuilder().setName(name).setBecause(because).build();
  }
}
