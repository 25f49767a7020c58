package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.Viewpoint;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was known when, what had happened when, and under which model. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class PastScoresIT {
  private final LiveService live = LiveService.shared();

  @Test
  void a_late_event_changes_what_is_known_now_and_never_what_was_known_then() throws Exception {
    LocalDate first = live.today();
    live.measured("late", "usage", 50);
    AccountScore told = live.score("late");
    live.nextDay();
    String event = late("late", first.atTime(12, 0).toInstant(ZoneOffset.UTC), 80);
    live.settle();
    Instant then = first.atTime(20, 0).toInstant(ZoneOffset.UTC);

    assertThat(at("late", then, null).getScore().getTenths()).isEqualTo(680);
    AccountScore again = at("late", then, then);
    assertThat(again.getScore()).isEqualTo(told.getScore());
    assertThat(again.getAssessment()).isEqualTo(told.getAssessment());
    assertThat(again.getDriversList()).isEqualTo(told.getDriversList());
    assertThat(history("late", first, HistoryBasis.HISTORY_BASIS_KNOWN_NOW))
        .containsExactly(680, 680);
    assertThat(history("late", first, HistoryBasis.HISTORY_BASIS_KNOWN_THEN))
        .containsExactly(500, 680);
    assertThat(history("late", first, HistoryBasis.HISTORY_BASIS_AS_PUBLISHED))
        .containsExactly(500, 680);

    ExplainChangeResponse change = change("late", viewpoint(then, then));
    assertThat(change.getFrom().getScore()).isEqualTo(told.getScore());
    assertThat(change.getTo().getScore()).isEqualTo(live.score("late").getScore());
    assertThat(change.getPublishedFrom().getTenths()).isEqualTo(500);
    assertThat(change.getPublishedTo().getTenths()).isEqualTo(680);
    assertThat(change.getChangeTenths()).isEqualTo(180);
    assertThat(texts(change)).containsExactly("LEARNED +180 usage rose from 50 to 80");
    assertThat(change.getEntries(0).getEventIdsList()).containsExactly(event);
  }

  @Test
  void what_happened_later_on_a_day_had_not_happened_yet() throws Exception {
    live.measured("cut", "usage", 50);
    live.nextDay();
    LocalDate second = live.today();
    live.measured("cut", "usage", 90);
    live.nextDay();
    live.settle();

    assertThat(at("cut", second.atTime(8, 0).toInstant(ZoneOffset.UTC), null).getScore())
        .extracting("tenths_")
        .isEqualTo(500);
    Instant end = second.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1);
    assertThat(at("cut", end, null).getScore().getTenths()).isEqualTo(740);
    assertThat(
            live.as(TestKeys.ACME)
                .explainScore(
                    ExplainScoreRequest.newBuilder()
                        .setAccountId("cut")
                        .setAsOfTime(time(second.atTime(8, 0).toInstant(ZoneOffset.UTC)))
                        .build())
                .getContributions(0)
                .getValue())
        .isEqualTo(50);
  }

  @Test
  void the_portfolio_of_a_past_moment_is_the_one_that_was_read_then() throws Exception {
    live.measured("p-steady", "usage", 70);
    live.measured("p-moving", "usage", 20);
    live.settle();
    Instant then = live.now();
    var list = ListScoresRequest.newBuilder().setPageSize(1_000);
    List<String> read = told(list.build());
    var summary =
        live.as(TestKeys.ACME).summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());
    live.nextDay();
    live.measured("p-moving", "usage", 90);
    live.measured("p-new", "usage", 90);
    late("p-steady", then.minusSeconds(3_600), 10);
    live.settle();

    assertThat(told(list.setKnownAtTime(time(then)).build())).isEqualTo(read);
    assertThat(
            live.as(TestKeys.ACME)
                .summarizePortfolio(
                    SummarizePortfolioRequest.newBuilder().setKnownAtTime(time(then)).build())
                .getBandsList())
        .isEqualTo(summary.getBandsList());
    assertThat(read)
        .contains("p-moving 320 At Risk")
        .isNotEqualTo(told(list.clearKnownAtTime().build()));
  }

  @Test
  void behaviour_and_model_are_told_apart_and_the_model_of_then_is_known() throws Exception {
    var models = live.models(TestKeys.INITECH);
    var change = ModelChange.newBuilder().setAuthor("kim").setReason("a test").build();
    var talkative = ModelRef.newBuilder().setScorecard("talkative").setVersion("1.0.0").build();
    activate(models, talkative, change);
    live.record(live.event("initech", "mod").setMeasurement(usage(50)));
    live.record(live.event("initech", "mod").setActivity(Activity.newBuilder().setUserId("ann")));
    live.settle();
    Instant then = live.now();
    live.nextDay();
    live.settle();
    ModelRef simple =
        models
            .draftModel(DraftModelRequest.newBuilder().setYaml(FixtureModels.SIMPLE).build())
            .getModel();
    activate(models, simple, change);
    live.record(live.event("initech", "mod").setMeasurement(usage(70)));
    live.settle();

    AccountScore before = initech(viewpoint(then, then));
    assertThat(before.getModel().getScorecard()).isEqualTo("talkative");
    assertThat(before.getScore().getTenths()).isEqualTo(500);
    assertThat(initech(Viewpoint.getDefaultInstance()).getModel()).isEqualTo(simple);
    AccountScore under =
        initech(
            Viewpoint.newBuilder()
                .setModel(ModelRef.newBuilder().setScorecard("talkative"))
                .build());
    assertThat(under.getScore().getTenths()).isEqualTo(620);
    ExplainChangeResponse ledger =
        live.as(TestKeys.INITECH)
            .explainChange(
                ExplainChangeRequest.newBuilder()
                    .setAccountId("mod")
                    .setFrom(viewpoint(then, then))
                    .build());
    assertThat(ledger.getChangeTenths()).isEqualTo(-250);
    assertThat(texts(ledger))
        .containsExactly(
            "EVENTS +120 usage rose from 50 to 70",
            "MODEL +250 new in the model: users",
            "MODEL -420 no longer in the model: usage",
            "MODEL -200 no longer in the model: nps");
  }

  @Test
  void bad_questions_get_their_reasons() throws Exception {
    live.measured("past-asked", "usage", 50);
    live.settle();
    var scoring = live.as(TestKeys.ACME);
    Instant now = live.now();

    var wrong =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                scoring.explainChange(
                    ExplainChangeRequest.newBuilder()
                        .setTo(viewpoint(Instant.ofEpochSecond(-1), null))
                        .build()));
    assertThat(ScoringClient.violations(wrong))
        .isEqualTo(
            Map.of("account_id", "REQUIRED", "from", "REQUIRED", "to.as_of_time", "TIME_RANGE"));
    var backward =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                scoring.explainChange(
                    ExplainChangeRequest.newBuilder()
                        .setAccountId("past-asked")
                        .setFrom(viewpoint(now, now))
                        .setTo(viewpoint(now.minusSeconds(60), now.minusSeconds(60)))
                        .build()));
    assertThat(ScoringClient.violations(backward))
        .isEqualTo(Map.of("to.as_of_time", "RANGE", "to.known_at_time", "RANGE"));
    var future =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> at("past-asked", null, now.plusSeconds(9_000_000)));
    assertThat(ScoringClient.violations(future))
        .isEqualTo(Map.of("known_at_time", "TIME_IN_FUTURE"));
    assertThat(FedService.refused(() -> change("nobody", viewpoint(now, now))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    scoring.getScore(
                        GetScoreRequest.newBuilder()
                            .setAccountId("past-asked")
                            .setModel(ModelRef.newBuilder().setScorecard("talktive"))
                            .build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  private static void activate(
      ModelServiceBlockingStub models, ModelRef model, ModelChange change) {
    models.activateModel(
        ActivateModelRequest.newBuilder().setModel(model).setChange(change).build());
  }

  /** The id of the event. */
  private String late(String account, Instant occurred, double usage) {
    var event =
        live.event(account)
            .setEventKey("late@" + occurred)
            .setOccurredTime(RecordedLog.time(occurred))
            .setMeasurement(usage(usage));
    return live.recorded(event);
  }

  private static Measurement.Builder usage(double value) {
    return Measurement.newBuilder().setName("usage").setValue(value);
  }

  private AccountScore at(String account, @Nullable Instant asOf, @Nullable Instant knownAt) {
    Viewpoint from = viewpoint(asOf, knownAt);
    var request = GetScoreRequest.newBuilder().setAccountId(account);
    if (asOf != null) {
      request.setAsOfTime(from.getAsOfTime());
    }
    if (knownAt != null) {
      request.setKnownAtTime(from.getKnownAtTime());
    }
    return live.as(TestKeys.ACME).getScore(request.build()).getScore();
  }

  private AccountScore initech(Viewpoint from) {
    var request = GetScoreRequest.newBuilder().setAccountId("mod");
    if (from.hasKnownAtTime()) {
      request.setKnownAtTime(from.getKnownAtTime());
    }
    if (from.hasModel()) {
      request.setModel(from.getModel());
    }
    return live.as(TestKeys.INITECH).getScore(request.build()).getScore();
  }

  private ExplainChangeResponse change(String account, Viewpoint from) {
    return live.as(TestKeys.ACME)
        .explainChange(
            ExplainChangeRequest.newBuilder().setAccountId(account).setFrom(from).build());
  }

  private List<Integer> history(String account, LocalDate from, HistoryBasis basis) {
    return live
        .as(TestKeys.ACME)
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setFromDate(FedService.date(from))
                .setBasis(basis)
                .build())
        .getPointsList()
        .stream()
        .map(point -> point.getScore().getTenths())
        .toList();
  }

  private List<String> told(ListScoresRequest request) {
    return live.as(TestKeys.ACME).listScores(request).getScoresList().stream()
        .map(
            score ->
                "%s %d %s"
                    .formatted(
                        score.getAccount().getAccountId(),
                        score.getScore().getTenths(),
                        score.getScore().getBand()))
        .toList();
  }

  private static List<String> texts(ExplainChangeResponse change) {
    return change.getEntriesList().stream().map(PastScoresIT::text).toList();
  }

  private static String text(LedgerEntry entry) {
    return "%s %+d %s"
        .formatted(
            entry.getCauses(0).name().replace("CHANGE_CAUSE_", ""),
            entry.getChangeTenths(),
            entry.getText());
  }

  private static Viewpoint viewpoint(@Nullable Instant asOf, @Nullable Instant knownAt) {
    var viewpoint = Viewpoint.newBuilder();
    if (asOf != null) {
      viewpoint.setAsOfTime(time(asOf));
    }
    if (knownAt != null) {
      viewpoint.setKnownAtTime(time(knownAt));
    }
    return viewpoint.build();
  }

  private static Timestamp time(Instant at) {
    return RecordedLog.time(at);
  }
}
