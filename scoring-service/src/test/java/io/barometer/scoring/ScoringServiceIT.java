package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ListScorecardsRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import io.barometer.scoring.fixture.FakeIngestion;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoringServiceIT {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 4, 30);

  private final RecordedLog log = new RecordedLog();
  private FakeIngestion ingestion;
  private ScoringClient client;

  @BeforeAll
  void feed() throws Exception {
    String address = ScoringClient.config("barometer.ingestion.address");
    ingestion =
        new FakeIngestion(log, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    client = new ScoringClient();
    record();
    ScoringClient.publish(log, 3);
    ScoringClient.publish(log, 2);
    client.awaitApplied(log);
  }

  @AfterAll
  void close() {
    client.close();
    ingestion.close();
  }

  /** busy: three users every day. fading: one user until mid-February. fresh: once, today. */
  private void record() {
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      log.startDay(day);
      Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
      if (day.equals(FIRST)) {
        log.record(profile("busy", "Busy Ltd", "kim"), noon);
      }
      for (int user = 1; user <= 3; user++) {
        at(RecordedLog.activity("acme", "busy", "u" + user, noon.plusSeconds(user)));
      }
      if (day.isBefore(LocalDate.of(2024, 2, 15))) {
        at(RecordedLog.activity("acme", "fading", "u1", noon));
      }
    }
    Instant evening = LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);
    at(RecordedLog.activity("acme", "fresh", "u1", evening));
    at(RecordedLog.activity("globex", "secret", "u1", evening));
  }

  private void at(io.barometer.proto.event.v1.Event event) {
    log.record(event, Instant.ofEpochSecond(event.getOccurredTime().getSeconds()));
  }

  private static io.barometer.proto.event.v1.Event profile(
      String account, String name, String owner) {
    return RecordedLog.event("acme", account, FIRST.atTime(9, 0).toInstant(ZoneOffset.UTC))
        .setProfileChanged(
            ProfileChanged.newBuilder()
                .setProfile(
                    Profile.newBuilder()
                        .setName(name)
                        .setOwner(owner)
                        .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000))
                        .setRenewalDate(Date.newBuilder().setYear(2024).setMonth(12).setDay(31))))
        .build();
  }

  @Test
  void an_event_through_kafka_gives_the_exact_score() {
    AccountScore fresh = score("fresh");

    // (30 × 1 + 25 × (.55 × .35 + .45 × .25/3) + 25 × .55 × .25) / 80, the trend being unknown yet
    assertThat(fresh.getScore())
        .isEqualTo(
            ScoreValue.newBuilder()
                .setTenths(490)
                .setBand("At Risk")
                .setCoveragePercent(80)
                .build());
    assertThat(fresh.getModel().getScorecard()).isEqualTo("usage");
    assertThat(fresh.getAccount().getName()).isEqualTo("fresh");
    assertThat(fresh.getAsOfTime().getSeconds())
        .isEqualTo(LAST.atTime(18, 0).toEpochSecond(ZoneOffset.UTC));
    assertThat(fresh.getPosition()).isEqualTo(log.shard(fresh.getShard()).size());
  }

  @Test
  void facts_travel_with_the_score() {
    AccountScore busy = score("busy");

    assertThat(busy.getAccount().getName()).isEqualTo("Busy Ltd");
    assertThat(busy.getAccount().getOwner()).isEqualTo("kim");
    assertThat(busy.getAccount().getArr())
        .isEqualTo(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000).build());
    assertThat(busy.getScore().getBand()).isEqualTo("Healthy");
  }

  @Test
  void a_score_of_the_past_leaves_out_what_happened_after_it() {
    AccountScore then =
        client
            .as(TestKeys.ACME)
            .getScore(
                GetScoreRequest.newBuilder()
                    .setAccountId("fading")
                    .setAsOfTime(midnight(LocalDate.of(2024, 2, 10)))
                    .build())
            .getScore();

    assertThat(then.getScore().getTenths()).isGreaterThan(score("fading").getScore().getTenths());
    assertThat(then.getAsOfTime()).isEqualTo(midnight(LocalDate.of(2024, 2, 10)));
  }

  @Test
  void contributions_add_up_to_the_score_and_their_changes_to_its_change() {
    var explained =
        client
            .as(TestKeys.ACME)
            .explainScore(ExplainScoreRequest.newBuilder().setAccountId("busy").build());

    List<Contribution> parts = explained.getContributionsList();
    assertThat(parts).hasSize(6);
    int score = explained.getScore().getScore().getTenths();
    assertThat(parts.stream().mapToInt(Contribution::getTenths).sum()).isEqualTo(score);
    assertThat(parts.stream().mapToInt(Contribution::getChangeTenths).sum())
        .isEqualTo(score - explained.getCompared().getTenths());
    assertThat(explained.getComparedDate())
        .isEqualTo(Date.newBuilder().setYear(2024).setMonth(3).setDay(31).build());
  }

  @Test
  void both_histories_agree_where_nothing_came_late() {
    var request =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId("fading")
            .setFromDate(date(LocalDate.of(2024, 1, 2)))
            .setToDate(date(LAST));
    var now = client.as(TestKeys.ACME).getScoreHistory(request.build());
    var published =
        client
            .as(TestKeys.ACME)
            .getScoreHistory(request.setBasis(HistoryBasis.HISTORY_BASIS_AS_PUBLISHED).build());

    assertThat(now.getPointsList()).hasSize(120).isEqualTo(published.getPointsList());
    assertThat(now.getBandsList().stream().map(BandSummary::getBand))
        .containsExactly("Critical", "At Risk", "Moderate", "Healthy");
  }

  @Test
  void the_portfolio_is_filtered_ordered_and_cut_into_pages() {
    assertThat(accounts("", "score desc", 100)).containsExactly("busy", "fresh", "fading");
    assertThat(accounts("", "attention", 1)).containsExactly("fading", "fresh", "busy");
    assertThat(accounts("band = \"Healthy\"", "", 100)).containsExactly("busy");
    assertThat(accounts("owner = \"kim\" AND score > 10", "name desc", 100))
        .containsExactly("busy");
    assertThat(accounts("change_30d <= -15", "", 100)).containsExactly("fading");
    assertThat(accounts("score < 50.5 AND coverage >= 1", "arr, score", 1))
        .containsExactly("fading", "fresh");
  }

  @Test
  void a_list_of_the_past_equals_the_current_one_at_the_same_moment() {
    Timestamp now = score("busy").getAsOfTime();
    for (String order :
        List.of("", "attention", "score desc, name", "change_30d desc", "arr desc")) {
      var request = ListScoresRequest.newBuilder().setOrderBy(order);
      List<String> current = ids(client.as(TestKeys.ACME).listScores(request.build()));
      List<String> computed =
          ids(client.as(TestKeys.ACME).listScores(request.setAsOfTime(now).build()));
      assertThat(computed).as(order).isEqualTo(current).hasSize(3);
    }
  }

  @Test
  void accounts_that_came_later_are_not_in_a_portfolio_of_the_past() {
    var then = midnight(LocalDate.of(2024, 2, 10));
    var list =
        client
            .as(TestKeys.ACME)
            .listScores(ListScoresRequest.newBuilder().setAsOfTime(then).build());
    var summary =
        client
            .as(TestKeys.ACME)
            .summarizePortfolio(SummarizePortfolioRequest.newBuilder().setAsOfTime(then).build());

    assertThat(ids(list)).containsExactly("busy", "fading");
    assertThat(summary.getBandsList().stream().mapToInt(BandSummary::getAccounts).sum())
        .isEqualTo(2);
  }

  @Test
  void the_summary_counts_accounts_and_revenue_per_band() {
    var summary =
        client.as(TestKeys.ACME).summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());

    assertThat(summary.getBandsList().stream().map(b -> b.getBand() + " " + b.getAccounts()))
        .containsExactly("Critical 1", "At Risk 1", "Moderate 0", "Healthy 1", "Unknown 0");
    assertThat(summary.getBands(3).getArrList())
        .containsExactly(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000).build());
    assertThat(summary.getDeclining()).isEqualTo(1);
  }

  @Test
  void tenants_do_not_see_each_other() {
    var globex = client.as(TestKeys.GLOBEX);

    assertThat(ids(globex.listScores(ListScoresRequest.getDefaultInstance())))
        .containsExactly("secret");
    assertThat(
            refused(
                () -> globex.getScore(GetScoreRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            refused(
                () ->
                    globex.explainScore(
                        ExplainScoreRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            refused(
                () ->
                    globex.getScoreHistory(
                        GetScoreHistoryRequest.newBuilder().setAccountId("busy").build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void a_watch_tells_every_change_once_and_goes_on_after_its_token() throws Exception {
    var stub = client.as(TestKeys.GLOBEX).withDeadlineAfter(30, TimeUnit.SECONDS);
    var only = WatchScoresRequest.newBuilder().addAccountIds("watched");
    Iterator<WatchScoresResponse> watch = stub.watchScores(only.build());
    assertThat(watch.next().hasCheckpoint()).isTrue();

    Instant at = LAST.atTime(18, 0).toInstant(ZoneOffset.UTC);
    at(RecordedLog.activity("globex", "watched", "u1", at));
    at(RecordedLog.activity("globex", "watched", "u2", at));
    ScoringClient.publish(log, 0);

    WatchScoresResponse first = watch.next();
    WatchScoresResponse second = watch.next();
    assertThat(first.getScoreChanged().hasPrevious()).isFalse();
    assertThat(second.getScoreChanged().getPrevious())
        .isEqualTo(first.getScoreChanged().getCurrent().getScore());

    Iterator<WatchScoresResponse> again =
        stub.watchScores(only.setResumeToken(first.getResumeToken()).build());
    assertThat(again.next().hasCheckpoint()).isTrue();
    assertThat(again.next().getScoreChanged()).isEqualTo(second.getScoreChanged());
    Iterator<WatchScoresResponse> foreign =
        client
            .as(TestKeys.ACME)
            .watchScores(
                WatchScoresRequest.newBuilder().setResumeToken(first.getResumeToken()).build());
    assertThat(refused(foreign::next)).isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
  }

  @Test
  void the_score_log_is_read_without_gaps_by_services_only() {
    for (int shard = 0; shard < RecordedLog.SHARDS; shard++) {
      List<Long> sequences = new ArrayList<>();
      client
          .scoreLog()
          .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(shard).build())
          .forEachRemaining(
              page ->
                  page.getEntriesList().stream()
                      .map(ScoreLogEntry::getSequence)
                      .forEach(sequences::add));
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(sequences.get(i)).isEqualTo(i + 1L);
      }
      assertThat(sequences).hasSizeGreaterThanOrEqualTo(121);
    }
    var tenant = client.scoreLogAs(TestKeys.ACME);
    assertThat(refused(() -> tenant.getProjection(GetProjectionRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            refused(
                () ->
                    client.as(TestKeys.SERVICE).listScores(ListScoresRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            refused(
                () ->
                    client
                        .scoreLog()
                        .readScoreLog(ReadScoreLogRequest.newBuilder().setShard(4).build())
                        .next()))
        .isEqualTo("INVALID_ARGUMENT RANGE");
  }

  @Test
  void a_rebuild_gives_the_live_hash_and_takes_over_without_telling_anybody() {
    var before = client.scoreLog().getProjection(GetProjectionRequest.getDefaultInstance());
    AccountScore busy = score("busy");

    for (boolean verifyOnly : new boolean[] {true, false, false}) {
      RebuildProjectionResponse last = RebuildProjectionResponse.getDefaultInstance();
      Iterator<RebuildProjectionResponse> progress =
          client
              .scoreLog()
              .rebuildProjection(
                  RebuildProjectionRequest.newBuilder().setVerifyOnly(verifyOnly).build());
      while (progress.hasNext()) {
        last = progress.next();
      }
      assertThat(last.getEvents()).isEqualTo(last.getTotalEvents()).isPositive();
      assertThat(last.getResult().getRebuiltStateHash())
          .isEqualTo(last.getResult().getLiveStateHash())
          .isEqualTo(before.getStateHash());
    }

    assertThat(client.scoreLog().getProjection(GetProjectionRequest.getDefaultInstance()))
        .isEqualTo(before);
    assertThat(score("busy")).isEqualTo(busy);
  }

  @Test
  void scorecards_in_use_are_told() {
    var cards = client.as(TestKeys.ACME).listScorecards(ListScorecardsRequest.getDefaultInstance());

    assertThat(cards.getScorecardsList()).hasSize(1);
    assertThat(cards.getScorecards(0).getModel()).isEqualTo(score("busy").getModel());
    assertThat(cards.getScorecards(0).getCanonicalYaml()).startsWith("scorecard: \"usage\"");
  }

  @Test
  void everything_wrong_with_a_request_is_told_at_once() {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                client
                    .as(TestKeys.ACME)
                    .listScores(
                        ListScoresRequest.newBuilder()
                            .setFilter("scor < 1")
                            .setOrderBy("band")
                            .setPageSize(-1)
                            .setAsOfTime(Timestamp.newBuilder().setNanos(-1))
                            .build()));

    assertThat(ScoringClient.violations(refused))
        .isEqualTo(
            Map.of(
                "filter",
                "FILTER",
                "order_by",
                "FILTER",
                "page_size",
                "RANGE",
                "as_of_time",
                "TIME_RANGE"));
  }

  @Test
  void page_tokens_open_only_the_list_they_were_made_for() {
    var stub = client.as(TestKeys.ACME);
    String token =
        stub.listScores(ListScoresRequest.newBuilder().setPageSize(1).build()).getNextPageToken();

    assertThat(token).isNotEmpty();
    for (ListScoresRequest request :
        List.of(
            ListScoresRequest.newBuilder().setOrderBy("score").setPageToken(token).build(),
            ListScoresRequest.newBuilder().setPageToken("forged").build(),
            ListScoresRequest.newBuilder().setPageToken(token + "A").build())) {
      assertThat(refused(() -> stub.listScores(request))).isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    }
    var own = ListScoresRequest.newBuilder().setPageToken(token).build();
    assertThat(refused(() -> client.as(TestKeys.GLOBEX).listScores(own)))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    assertThat(
            stub.listScores(ListScoresRequest.newBuilder().setPageSize(1_000_000_000).build())
                .getScoresCount())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void bad_requests_get_their_reasons() {
    var stub = client.as(TestKeys.ACME);
    var days = GetScoreHistoryRequest.newBuilder().setAccountId("busy");

    assertThat(refused(() -> stub.getScore(GetScoreRequest.getDefaultInstance())))
        .isEqualTo("INVALID_ARGUMENT REQUIRED");
    assertThat(refused(() -> stub.getScore(account("x".repeat(201)))))
        .isEqualTo("INVALID_ARGUMENT KEY_FORMAT");
    assertThat(refused(() -> stub.getScore(account("a\0b"))))
        .isEqualTo("INVALID_ARGUMENT TEXT_ENCODING");
    assertThat(refused(() -> stub.getScore(account("nobody")))).isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            refused(
                () ->
                    stub.getScore(
                        account("busy").toBuilder()
                            .setAsOfTime(midnight(LAST.plusDays(2)))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT TIME_IN_FUTURE");
    assertThat(
            refused(
                () ->
                    stub.explainScore(
                        ExplainScoreRequest.newBuilder()
                            .setAccountId("busy")
                            .setCompareDays(3_651)
                            .build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            refused(
                () ->
                    stub.getScoreHistory(
                        days.clone().setFromDate(date(LAST)).setToDate(date(FIRST)).build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setFromDate(date(LocalDate.of(2010, 1, 1)))
                            .setToDate(date(LAST))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setToDate(Date.newBuilder().setYear(2024).setMonth(2).setDay(30))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT TIME_RANGE");
    assertThat(
            refused(
                () -> stub.getScoreHistory(days.clone().setToDate(date(LAST.plusDays(9))).build())))
        .isEqualTo("INVALID_ARGUMENT TIME_IN_FUTURE");
    assertThat(refused(() -> stub.getScoreHistory(days.clone().setBasisValue(9).build())))
        .isEqualTo("INVALID_ARGUMENT VALUE_UNKNOWN");
    assertThat(refused(() -> client.anonymous().getScore(account("busy"))))
        .isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
    assertThat(refused(() -> client.as("wrong").getScore(account("busy"))))
        .isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
  }

  private static GetScoreRequest account(String id) {
    return GetScoreRequest.newBuilder().setAccountId(id).build();
  }

  private static String refused(Runnable call) {
    return ScoringClient.refusal(catchThrowableOfType(StatusRuntimeException.class, call::run));
  }

  private AccountScore score(String account) {
    return client.as(TestKeys.ACME).getScore(account(account)).getScore();
  }

  private List<String> accounts(String filter, String order, int pageSize) {
    List<String> ids = new ArrayList<>();
    var request =
        ListScoresRequest.newBuilder().setFilter(filter).setOrderBy(order).setPageSize(pageSize);
    ListScoresResponse page;
    do {
      page = client.as(TestKeys.ACME).listScores(request.build());
      ids.addAll(ids(page));
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return ids;
  }

  private static List<String> ids(ListScoresResponse page) {
    return page.getScoresList().stream()
        .map(score -> score.getAccount().getAccountId())
        .filter(id -> !id.equals("watched"))
        .toList();
  }

  private static Timestamp midnight(LocalDate day) {
    return RecordedLog.time(day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
