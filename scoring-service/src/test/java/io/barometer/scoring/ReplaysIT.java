package io.barometer.scoring;

import static io.barometer.scoring.fixture.TwoDaysOfUse.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.type.Date;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.CancelReplayRequest;
import io.barometer.proto.scoring.v1.DeleteReplayRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.GetReplayRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ListReplayAccountsRequest;
import io.barometer.proto.scoring.v1.ListReplaysRequest;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ReadReplayRequest;
import io.barometer.proto.scoring.v1.ReadReplayResponse;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayOrder;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceBlockingStub;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.proto.scoring.v1.ResumeReplayRequest;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import io.barometer.proto.scoring.v1.WatchReplayRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.FixtureModels;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.scoring.fixture.TalkativeScorecard;
import io.barometer.scoring.fixture.TwoDaysOfUse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A candidate through all of history: 230 accounts, which are three pages. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(TalkativeScorecard.class)
class ReplaysIT {
  /** 50 points for each user of the last 30 days, where the baseline gives 25. */
  private static final String CANDIDATE = FixtureModels.of("generous", "health", 2);

  private final LiveService live = LiveService.shared();
  private final ReplayServiceBlockingStub replays = live.replays(TestKeys.UMBRELLA);
  private LocalDate first = LocalDate.EPOCH;
  private ModelRef baseline = ModelRef.getDefaultInstance();

  @Inject
  @ReactiveDataSource("worker")
  Pool worker;

  @BeforeEach
  void record() throws InterruptedException {
    var use = TwoDaysOfUse.in(live);
    first = use.first();
    baseline = use.baseline();
  }

  @Test
  void every_account_and_day_is_scored_under_both_models() throws Exception {
    Replay replay = ended(start(CANDIDATE));

    assertThat(replay.getState()).isEqualTo(ReplayState.REPLAY_STATE_SUCCEEDED);
    assertThat(replay.getAccounts()).isEqualTo(ACCOUNTS);
    assertThat(replay.getTotalAccounts()).isEqualTo(ACCOUNTS);
    assertThat(replay.getScoreName()).isEqualTo("health");
    assertThat(replay.getBaseline()).isEqualTo(baseline);
    assertThat(replay.getCandidate().getScorecard()).isEqualTo("generous");
    ReplayFindings found = replay.getFindings();
    assertThat(bands(found.getBandsList()))
        .containsExactly(
            "Critical 0 0", "At Risk 46 0", "Moderate 46 46", "Healthy 92 138", "Unknown 46 46");
    assertThat(found.getMovesList())
        .extracting(BandMove::getFrom, BandMove::getTo, BandMove::getAccounts)
        .containsExactly(
            tuple("At Risk", "Moderate", 46),
            tuple("Moderate", "Healthy", 46),
            tuple("Healthy", "Healthy", 92),
            tuple("Unknown", "Unknown", 46));
    assertThat(found.getCompared()).isEqualTo(184);
    assertThat(found.getSumChangeTenths()).isEqualTo(46 * (250 + 500 + 250));
    assertThat(found.getSumDistanceTenths()).isEqualTo(46 * (250 + 500 + 250));
    assertThat(found.getBaselineDecilesList()).containsExactly(0, 0, 46, 0, 0, 46, 0, 46, 0, 46);
    assertThat(found.getCandidateDecilesList()).containsExactly(0, 0, 0, 0, 0, 46, 0, 0, 0, 138);
    assertThat(found.getAccountDays()).isEqualTo(183 * 2 + 1);
    assertThat(found.getAccountDaysInOtherBand()).isEqualTo(2 * 92);
    assertThat(found.getDaysList()).hasSize(2);
    assertThat(bands(found.getDays(0).getBandsList()))
        .containsExactly(
            "Critical 0 0", "At Risk 46 0", "Moderate 46 46", "Healthy 91 137", "Unknown 47 47");
  }

  @Test
  void the_accounts_that_differ_most_come_first_with_their_days_and_ledgers() throws Exception {
    Replay replay = ended(start(CANDIDATE));

    List<ReplayAccount> most = accounts(replay, ReplayOrder.REPLAY_ORDER_CHANGE, 47);
    assertThat(most).hasSize(47);
    assertThat(most.subList(0, 46)).allMatch(account -> account.getChangeTenths() == 500);
    assertThat(most.getFirst().getAccount().getAccountId()).isEqualTo("r-002");
    assertThat(most.getLast().getChangeTenths()).isEqualTo(250);
    assertThat(most.getFirst().getBaseline().getBand()).isEqualTo("Moderate");
    assertThat(most.getFirst().getCandidate().getBand()).isEqualTo("Healthy");
    assertThat(most.getFirst().getDaysInOtherBand()).isEqualTo(2);
    assertThat(most.getFirst().getMostChangeTenths()).isEqualTo(500);
    assertThat(most.getFirst().getMostChangeDate()).isEqualTo(date(first));
    assertThat(accounts(replay, ReplayOrder.REPLAY_ORDER_FALL, 7))
        .extracting(account -> account.getAccount().getAccountId())
        .containsExactly("r-004", "r-009", "r-014", "r-019", "r-024", "r-029", "r-034");

    GetReplayAccountResponse last =
        replays.getReplayAccount(
            GetReplayAccountRequest.newBuilder()
                .setReplayId(replay.getReplayId())
                .setAccountId("r-228")
                .build());
    assertThat(last.getFirstDate()).isEqualTo(date(first));
    assertThat(runs(last.getBaselineList())).containsExactly("2 × 750 Healthy");
    assertThat(runs(last.getCandidateList())).containsExactly("2 × 1000 Healthy");
    assertThat(last.getEntriesList())
        .extracting(LedgerEntry::getPart, LedgerEntry::getChangeTenths)
        .containsExactly(tuple("users", 250));
    List<ReadReplayResponse> read = read(replay);
    assertThat(read).hasSize(1 + ACCOUNTS);
    assertThat(read.getFirst().getReplay().getReplayId()).isEqualTo(replay.getReplayId());
    assertThat(runs(read.getLast().getAccount().getBaselineList()))
        .containsExactly("1 × – Unknown", "1 × 1000 Healthy");
  }

  @Test
  void a_cancelled_replay_goes_on_where_it_was() throws Exception {
    StartReplayRequest.Builder request =
        request(CANDIDATE).setFirstDate(date(first.minusDays(1_800)));
    Replay whole = ended(replays.startReplay(request.build()).getReplay());

    Replay started = replays.startReplay(request.build()).getReplay();
    Replay cancelled =
        replays
            .cancelReplay(
                CancelReplayRequest.newBuilder().setReplayId(started.getReplayId()).build())
            .getReplay();
    assertThat(cancelled.getState()).isEqualTo(ReplayState.REPLAY_STATE_CANCELLED);
    assertThat(cancelled.getAccounts()).isLessThan(ACCOUNTS);
    assertThat(cancelled.hasEndedTime()).isTrue();
    Replay resumed =
        replays
            .resumeReplay(
                ResumeReplayRequest.newBuilder().setReplayId(started.getReplayId()).build())
            .getReplay();
    assertThat(resumed.hasEndedTime()).isFalse();
    Replay end = ended(resumed);
    assertThat(end.getState()).isEqualTo(ReplayState.REPLAY_STATE_SUCCEEDED);
    assertThat(end.getFindings()).isEqualTo(whole.getFindings());
    assertThat(read(end)).hasSize(1 + ACCOUNTS);
  }

  @Test
  void a_replay_whose_service_died_goes_on_behind_the_last_page_that_was_kept() throws Exception {
    Replay whole = ended(start(CANDIDATE));
    dies(whole);

    Replay end = ended(whole);
    assertThat(end.getState()).isEqualTo(ReplayState.REPLAY_STATE_SUCCEEDED);
    assertThat(end.getAccounts()).isEqualTo(ACCOUNTS);
    assertThat(read(end)).hasSize(1 + ACCOUNTS);
  }

  @Test
  void a_candidate_whose_signals_no_history_keeps_waits_until_they_do() throws Exception {
    Replay replay = ended(start(FixtureModels.URGENT));

    assertThat(replay.getState()).isEqualTo(ReplayState.REPLAY_STATE_SUCCEEDED);
    assertThat(bands(replay.getFindings().getBandsList()))
        .containsExactly(
            "Critical 0 0", "At Risk 46 0", "Moderate 46 0", "Healthy 92 230", "Unknown 46 0");
  }

  @Test
  void all_mistakes_of_a_request_are_told_and_nothing_is_begun() throws Exception {
    int before = replays.listReplays(ListReplaysRequest.getDefaultInstance()).getReplaysCount();

    assertThat(
            violations(
                StartReplayRequest.newBuilder()
                    .setYaml("scorecard: x")
                    .setFirstDate(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))
                    .setRequestId("x".repeat(101))
                    .build()))
        .containsEntry("first_date", "TIME_RANGE")
        .containsEntry("request_id", "RANGE")
        .containsKey("yaml:1:1");
    assertThat(violations(StartReplayRequest.getDefaultInstance()))
        .containsExactly(Map.entry("candidate", "REQUIRED"));
    assertThat(
            violations(
                request(CANDIDATE)
                    .setFirstDate(date(live.today().plusDays(9)))
                    .setLastDate(date(live.today().plusDays(1)))
                    .build()))
        .containsExactly(
            Map.entry("first_date", "RANGE"), Map.entry("last_date", "TIME_IN_FUTURE"));
    assertThat(violations(request(FixtureModels.GROWTH).build()))
        .containsExactly(Map.entry("baseline", "VALUE_UNKNOWN"));
    assertThat(
            FedService.refused(
                () ->
                    replays.startReplay(
                        StartReplayRequest.newBuilder()
                            .setModel(ModelRef.newBuilder().setScorecard("generuos"))
                            .build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(FedService.refused(() -> replays.startReplay(request(FixtureModels.RANKED).build())))
        .isEqualTo("FAILED_PRECONDITION STATE");
    assertThat(replays.listReplays(ListReplaysRequest.getDefaultInstance()).getReplaysCount())
        .isEqualTo(before);
  }

  @Test
  void a_repeated_request_finds_what_it_began() throws Exception {
    var request = request(CANDIDATE).setRequestId("once");
    Replay replay = ended(replays.startReplay(request.build()).getReplay());

    assertThat(replays.startReplay(request.build()).getReplay().getReplayId())
        .isEqualTo(replay.getReplayId());
    assertThat(
            FedService.refused(
                () ->
                    replays.startReplay(
                        request.clone().setFirstDate(date(first.minusDays(1))).build())))
        .isEqualTo("ALREADY_EXISTS REQUEST_ID_REUSED");
    replays.deleteReplay(
        DeleteReplayRequest.newBuilder().setReplayId(replay.getReplayId()).build());
    assertThat(FedService.refused(() -> get(replay))).isEqualTo("NOT_FOUND NOT_FOUND");
  }

  @Test
  void no_tenant_sees_the_replays_of_another() throws Exception {
    Replay replay = ended(start(CANDIDATE));
    ReplayServiceBlockingStub others = live.replays(TestKeys.GLOBEX);
    var id = replay.getReplayId();

    assertThat(others.listReplays(ListReplaysRequest.getDefaultInstance()).getReplaysList())
        .isEmpty();
    for (Runnable call :
        List.<Runnable>of(
            () -> others.getReplay(GetReplayRequest.newBuilder().setReplayId(id).build()),
            () -> others.cancelReplay(CancelReplayRequest.newBuilder().setReplayId(id).build()),
            () -> others.deleteReplay(DeleteReplayRequest.newBuilder().setReplayId(id).build()),
            () ->
                others.listReplayAccounts(
                    ListReplayAccountsRequest.newBuilder().setReplayId(id).build()),
            () ->
                others
                    .watchReplay(WatchReplayRequest.newBuilder().setReplayId(id).build())
                    .next())) {
      assertThat(FedService.refused(call)).isEqualTo("NOT_FOUND NOT_FOUND");
    }
    assertThat(
            FedService.refused(
                () ->
                    replays
                        .readReplay(
                            ReadReplayRequest.newBuilder()
                                .setTenantId("umbrella")
                                .setReplayId(id)
                                .build())
                        .next()))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(
            live.as(TestKeys.UMBRELLA)
                .getScore(GetScoreRequest.newBuilder().setAccountId("r-001").build())
                .getScore()
                .getModel()
                .getScorecard())
        .isEqualTo("talkative");
  }

  /** As if another process had kept everything, and died before it could say that it is done. */
  private void dies(Replay replay) {
    new Transactions(worker)
        .run(
            tx ->
                tx.query(
                    """
                    update scoring.replay set state = 3, ended_at = null, owner = 'dead',
                      lease_until = clock_timestamp() + interval '1 second'
                    where replay_id = $1
                    """,
                    Tuple.of(replay.getReplayId())));
  }

  private Replay start(String yaml) {
    return replays.startReplay(request(yaml).build()).getReplay();
  }

  private StartReplayRequest.Builder request(String yaml) {
    return StartReplayRequest.newBuilder()
        .setYaml(yaml)
        .setBaseline(baseline)
        .setFirstDate(date(first))
        .setLastDate(date(first.plusDays(1)));
  }

  private Replay ended(Replay started) {
    replays
        .withDeadlineAfter(Duration.ofSeconds(60))
        .watchReplay(WatchReplayRequest.newBuilder().setReplayId(started.getReplayId()).build())
        .forEachRemaining(moved -> {});
    return get(started);
  }

  private Replay get(Replay replay) {
    return replays
        .getReplay(GetReplayRequest.newBuilder().setReplayId(replay.getReplayId()).build())
        .getReplay();
  }

  private List<ReadReplayResponse> read(Replay replay) {
    var request =
        ReadReplayRequest.newBuilder()
            .setTenantId("umbrella")
            .setReplayId(replay.getReplayId())
            .build();
    List<ReadReplayResponse> all = new ArrayList<>();
    live.replays(TestKeys.SERVICE).readReplay(request).forEachRemaining(all::add);
    return all;
  }

  /** Page by page. */
  private List<ReplayAccount> accounts(Replay replay, ReplayOrder order, int most) {
    var request =
        ListReplayAccountsRequest.newBuilder()
            .setReplayId(replay.getReplayId())
            .setOrder(order)
            .setPageSize(20);
    List<ReplayAccount> all = new ArrayList<>();
    do {
      var page = replays.listReplayAccounts(request.build());
      all.addAll(page.getAccountsList());
      request.setPageToken(page.getNextPageToken());
    } while (all.size() < most && !request.getPageToken().isEmpty());
    return all.subList(0, most);
  }

  private Map<String, String> violations(StartReplayRequest request) {
    return ScoringClient.violations(
        catchThrowableOfType(StatusRuntimeException.class, () -> replays.startReplay(request)));
  }

  private static List<String> bands(List<ReplayBand> bands) {
    return bands.stream()
        .map(b -> b.getBand() + " " + b.getBaseline() + " " + b.getCandidate())
        .toList();
  }

  private static List<String> runs(List<ScoreRun> runs) {
    return runs.stream()
        .map(
            run ->
                "%d × %s %s"
                    .formatted(
                        run.getDays(), run.hasTenths() ? run.getTenths() : "–", run.getBand()))
        .toList();
  }

  private static Date date(LocalDate day) {
    return FedService.date(day);
  }
}
