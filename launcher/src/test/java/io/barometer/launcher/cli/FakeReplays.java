package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceImplBase;
import io.barometer.proto.alerting.v1.CompareAlertsRequest;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.ComparedAlert;
import io.barometer.proto.alerting.v1.RuleComparison;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.CancelReplayRequest;
import io.barometer.proto.scoring.v1.CancelReplayResponse;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.GetReplayRequest;
import io.barometer.proto.scoring.v1.GetReplayResponse;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ListReplayAccountsRequest;
import io.barometer.proto.scoring.v1.ListReplayAccountsResponse;
import io.barometer.proto.scoring.v1.ListReplaysRequest;
import io.barometer.proto.scoring.v1.ListReplaysResponse;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayDay;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceImplBase;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import io.barometer.proto.scoring.v1.StartReplayResponse;
import io.barometer.proto.scoring.v1.WatchReplayRequest;
import io.barometer.proto.scoring.v1.WatchReplayResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** One replay of two accounts over two days, over a real connection. */
final class FakeReplays extends ReplayServiceImplBase implements AutoCloseable {
  private final FakeServer server = new FakeServer(this, new Alerts());
  private volatile StartReplayRequest started = StartReplayRequest.getDefaultInstance();

  String address() {
    return server.address();
  }

  StartReplayRequest started() {
    return started;
  }

  private static Replay replay(ReplayState state) {
    return Replay.newBuilder()
        .setReplayId("a1b2c3d4")
        .setState(state)
        .setScoreName("health")
        .setBaseline(FakeModels.model("1.0.0"))
        .setCandidate(FakeModels.model("1.1.0"))
        .setFirstDate(date(1))
        .setLastDate(date(2))
        .setAccounts(2)
        .setTotalAccounts(2)
        .setCreatedTime(Timestamp.newBuilder().setSeconds(1_767_225_600))
        .setFindings(findings())
        .build();
  }

  private static ReplayFindings findings() {
    return ReplayFindings.newBuilder()
        .addAllBands(bands(1, 1))
        .addMoves(BandMove.newBuilder().setFrom("Moderate").setTo("Moderate").setAccounts(1))
        .addMoves(BandMove.newBuilder().setFrom("Moderate").setTo("Healthy").setAccounts(1))
        .setCompared(2)
        .setSumChangeTenths(150)
        .setSumDistanceTenths(250)
        .addAllBaselineDeciles(List.of(0, 0, 0, 0, 0, 1, 1, 0, 0, 0))
        .addAllCandidateDeciles(List.of(0, 0, 0, 0, 1, 0, 0, 0, 1, 0))
        .setAccountDays(4)
        .setAccountDaysInOtherBand(1)
        .addDays(ReplayDay.newBuilder().setDate(date(1)).addAllBands(bands(2, 0)))
        .addDays(ReplayDay.newBuilder().setDate(date(2)).addAllBands(bands(1, 1)))
        .build();
  }

  private static List<ReplayBand> bands(int moderate, int healthy) {
    return List.of(
        ReplayBand.newBuilder().setBand("Moderate").setBaseline(2).setCandidate(moderate).build(),
        ReplayBand.newBuilder().setBand("Healthy").setCandidate(healthy).build());
  }

  static Date date(int day) {
    return Date.newBuilder().setYear(2026).setMonth(3).setDay(day).build();
  }

  static ReplayAccount account() {
    return ReplayAccount.newBuilder()
        .setAccount(AccountFacts.newBuilder().setAccountId("c-1").setName("Initech"))
        .setBaseline(ScoreValue.newBuilder().setTenths(601).setBand("Moderate"))
        .setCandidate(ScoreValue.newBuilder().setTenths(801).setBand("Healthy"))
        .setChangeTenths(200)
        .setMostChangeTenths(200)
        .setMostChangeDate(date(2))
        .setDaysInOtherBand(1)
        .build();
  }

  @Override
  public void startReplay(StartReplayRequest request, StreamObserver<StartReplayResponse> answer) {
    started = request;
    var queued = replay(ReplayState.REPLAY_STATE_QUEUED);
    one(answer, StartReplayResponse.newBuilder().setReplay(queued).build());
  }

  @Override
  public void watchReplay(WatchReplayRequest request, StreamObserver<WatchReplayResponse> answer) {
    var running = replay(ReplayState.REPLAY_STATE_RUNNING).toBuilder().setAccounts(1);
    answer.onNext(WatchReplayResponse.newBuilder().setReplay(running).build());
    var done = replay(ReplayState.REPLAY_STATE_SUCCEEDED);
    one(answer, WatchReplayResponse.newBuilder().setReplay(done).build());
  }

  @Override
  public void getReplay(GetReplayRequest request, StreamObserver<GetReplayResponse> answer) {
    var done = replay(ReplayState.REPLAY_STATE_SUCCEEDED);
    one(answer, GetReplayResponse.newBuilder().setReplay(done).build());
  }

  @Override
  public void listReplays(ListReplaysRequest request, StreamObserver<ListReplaysResponse> answer) {
    var done = replay(ReplayState.REPLAY_STATE_SUCCEEDED);
    one(answer, ListReplaysResponse.newBuilder().addReplays(done).build());
  }

  @Override
  public void cancelReplay(
      CancelReplayRequest request, StreamObserver<CancelReplayResponse> answer) {
    var cancelled = replay(ReplayState.REPLAY_STATE_CANCELLED).toBuilder().setAccounts(1);
    one(answer, CancelReplayResponse.newBuilder().setReplay(cancelled).build());
  }

  @Override
  public void listReplayAccounts(
      ListReplayAccountsRequest request, StreamObserver<ListReplayAccountsResponse> answer) {
    one(answer, ListReplayAccountsResponse.newBuilder().addAccounts(account()).build());
  }

  @Override
  public void getReplayAccount(
      GetReplayAccountRequest request, StreamObserver<GetReplayAccountResponse> answer) {
    one(
        answer,
        GetReplayAccountResponse.newBuilder()
            .setAccount(account())
            .setFirstDate(date(1))
            .addBaseline(ScoreRun.newBuilder().setDays(2).setTenths(601).setBand("Moderate"))
            .addCandidate(ScoreRun.newBuilder().setDays(1).setBand("Unknown"))
            .addCandidate(ScoreRun.newBuilder().setDays(1).setTenths(801).setBand("Healthy"))
            .setBaselineModel(FakeModels.model("1.0.0"))
            .setCandidateModel(FakeModels.model("1.1.0"))
            .addBands(BandSummary.newBuilder().setBand("Moderate").setFromTenths(0))
            .addBands(BandSummary.newBuilder().setBand("Healthy").setFromTenths(700))
            .addEntries(
                LedgerEntry.newBuilder()
                    .addCauses(ChangeCause.CHANGE_CAUSE_MODEL)
                    .setDimension("use")
                    .setPart("users")
                    .setTitle("Users")
                    .setBefore(3)
                    .setAfter(3)
                    .setChangeTenths(200)
                    .setText("users weigh more"))
            .build());
  }

  private static <T> void one(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Alerts extends AlertingServiceImplBase {
    @Override
    public void compareAlerts(
        CompareAlertsRequest request, StreamObserver<CompareAlertsResponse> answer) {
      one(
          answer,
          CompareAlertsResponse.newBuilder()
              .addRules(
                  RuleComparison.newBuilder()
                      .setRule("fall")
                      .setTitle("Fell below 50")
                      .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                      .setBaseline(3)
                      .setCandidate(2)
                      .setGone(2)
                      .setCome(1))
              .addAlerts(
                  ComparedAlert.newBuilder()
                      .setRule("fall")
                      .setAccountId("c-1")
                      .setCome(true)
                      .setFiredDate(date(2))
                      .setReason("The score fell from 60 to 40."))
              .setTotalAlerts(3)
              .setAccounts(2)
              .setFirstDate(date(1))
              .setLastDate(date(2))
              .build());
    }
  }
}
