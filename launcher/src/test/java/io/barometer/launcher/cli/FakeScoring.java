package io.barometer.launcher.cli;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.Backtest;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.Direction;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.ForecastPoint;
import io.barometer.proto.scoring.v1.ForecastScoreRequest;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreResponse;
import io.barometer.proto.scoring.v1.GetTrendsRequest;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.proto.scoring.v1.HorizonTest;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.MethodErrors;
import io.barometer.proto.scoring.v1.ModelPeriod;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.OverrideScoreResponse;
import io.barometer.proto.scoring.v1.PeriodMean;
import io.barometer.proto.scoring.v1.Release;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreOverride;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.barometer.proto.scoring.v1.WindowTrend;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideResponse;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;

/** A scoring service with 2,500 accounts, over a real connection. */
final class FakeScoring extends ScoringServiceGrpc.ScoringServiceImplBase implements AutoCloseable {
  static final int ACCOUNTS = 2500;

  /** The account of whose score most is said. */
  static final String TOLD = "org_told";

  private static final Date DATE = Date.newBuilder().setYear(2017).setMonth(12).setDay(31).build();

  private final FakeServer server =
      new FakeServer(() -> ServerInterceptors.intercept(this, new Credentials()));
  private volatile String credential = "";
  private volatile Viewpoint viewpoint = Viewpoint.getDefaultInstance();

  String address() {
    return server.address();
  }

  String credential() {
    return credential;
  }

  static AccountScore score(String account) {
    return AccountScore.newBuilder()
        .setAccount(
            AccountFacts.newBuilder()
                .setAccountId(account)
                .setName("Acme \u202EInc")
                .setPlan("enterprise")
                .setEmployees(1200)
                .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(120_000))
                .setRenewalDate(Date.newBuilder().setYear(2018).setMonth(3).setDay(1)))
        .setScore(ScoreValue.newBuilder().setTenths(430).setBand("At Risk").setCoveragePercent(100))
        .addTrends(trend(7, -10, Direction.DIRECTION_STABLE))
        .addTrends(trend(30, -123, Direction.DIRECTION_DOWN))
        .addTrends(trend(90, 60, Direction.DIRECTION_UP))
        .addTrends(Trend.newBuilder().setDays(365))
        .setModel(ModelRef.newBuilder().setScorecard("usage").setVersion("1.0.0").setHash("ab12"))
        .setAsOfTime(Timestamp.newBuilder().setSeconds(1_514_678_643))
        .setShard(3)
        .setPosition(77)
        .addDrivers(
            Driver.newBuilder()
                .setMetric("active_users")
                .setText("active users fell from 12 to 3 in 30 days")
                .setChangeTenths(-83))
        .build();
  }

  /** The same with everything that can be said with a score. */
  private static AccountScore told(AccountScore score) {
    return score.toBuilder()
        .setAssessment(
            Assessment.newBuilder()
                .setComputed(ScoreValue.newBuilder().setTenths(510).setBand("Moderate"))
                .setOverride(
                    ScoreOverride.newBuilder()
                        .setTenths(430)
                        .setLastDate(Date.newBuilder().setYear(2018).setMonth(1).setDay(15))
                        .setRole("csm")
                        .setAuthor("Kim \u202ELee")
                        .setReason("the sponsor leaves"))
                .setFreshnessPercent(80)
                .addLabels("very high risk")
                .setSegment(choice("enterprise", "employees >= 1000 (employees 1200)"))
                .setStage(choice("renewal", "to_renewal <= 60 (days to renewal 60)"))
                .setBands(choice("renewal window", "chosen by the stage"))
                .setVariant(choice("care_first", "chosen by the segment")))
        .build();
  }

  private static Choice choice(String name, String because) {
    return Choice.newBuilder().setName(name).setBecause(because).build();
  }

  private static Trend trend(int days, int change, Direction direction) {
    return Trend.newBuilder().setDays(days).setChangeTenths(change).setDirection(direction).build();
  }

  @Override
  public void getTrends(GetTrendsRequest request, StreamObserver<GetTrendsResponse> answer) {
    var trends =
        GetTrendsResponse.newBuilder()
            .setScore(value(430, "At Risk"))
            .setDate(DATE)
            .setWeekTenths(-12)
            .setFallingWeeks(3)
            .setFallingTenths(61);
    for (int days : request.getWindowDaysList()) {
      trends.addWindows(
          WindowTrend.newBuilder()
              .setTrend(
                  Trend.newBuilder()
                      .setDays(days)
                      .setChangeTenths(-days)
                      .setDirection(
                          days > 50 ? Direction.DIRECTION_DOWN : Direction.DIRECTION_STABLE))
              .setMomentumTenths(days)
              .setMean(PeriodMean.newBuilder().setMeanTenths(450).setKnownDays(days))
              .setLastYearMean(PeriodMean.newBuilder().setMeanTenths(500).setKnownDays(12))
              .setSeasonTenths(-50));
    }
    answer.onNext(trends.build());
    answer.onCompleted();
  }

  @Override
  public void forecastScore(
      ForecastScoreRequest request, StreamObserver<ForecastScoreResponse> answer) {
    var forecast =
        ForecastScoreResponse.newBuilder()
            .setScore(value(650, "Moderate"))
            .setDate(DATE)
            .addBands(BandSummary.newBuilder().setBand("At Risk").setFromTenths(0))
            .addBands(BandSummary.newBuilder().setBand("Moderate").setFromTenths(500))
            .addSentences("30 days: " + request.getMethod() + " was asked for.");
    for (int days : new int[] {30, 60, 90}) {
      forecast.addPoints(point(days)).addLine(point(days));
    }
    forecast.setCrossing(point(60)).setBacktest(backtest());
    answer.onNext(forecast.build());
    answer.onCompleted();
  }

  private static ForecastPoint point(int days) {
    int tenths = 650 - 23 * days / 9;
    return ForecastPoint.newBuilder()
        .setDays(days)
        .setDate(Date.newBuilder().setYear(2018).setMonth(days / 30).setDay(30 - days / 30))
        .setMethod("straight_line")
        .setTenths(tenths)
        .setLowTenths(tenths - 100)
        .setHighTenths(tenths + 100)
        .setBand(tenths < 500 ? "At Risk" : "Moderate")
        .build();
  }

  private static Backtest backtest() {
    return Backtest.newBuilder()
        .setAccounts(12)
        .setFirstDate(DATE)
        .setMiddleDate(DATE)
        .setLastDate(DATE)
        .addHorizons(
            HorizonTest.newBuilder()
                .setDays(30)
                .setChoosing(40)
                .setJudging(50)
                .setDefaultMethod("no_change")
                .setSentence("so")
                .addMethods(
                    MethodErrors.newBuilder()
                        .setMethod("no_change")
                        .setChoosingError(3.25)
                        .setJudgingError(3.5)
                        .setWidthTenths(61)
                        .setCoveredPercent(79)))
        .build();
  }

  private static ModelRef usage(String version, String hash) {
    return ModelRef.newBuilder().setScorecard("usage").setVersion(version).setHash(hash).build();
  }

  @Override
  public void getScoreHistory(
      GetScoreHistoryRequest request, StreamObserver<GetScoreHistoryResponse> answer) {
    answer.onNext(
        GetScoreHistoryResponse.newBuilder()
            .addPoints(
                ScorePoint.newBuilder()
                    .setDate(request.getFromDate())
                    .setScore(value(880, "Moderate")))
            .addModelsInEffect(ModelPeriod.newBuilder().setModel(usage("1.0.0", "ab12")))
            .addModelsInEffect(
                ModelPeriod.newBuilder()
                    .setModel(usage("1.1.0", "cd34"))
                    .setFromTime(Timestamp.newBuilder().setSeconds(1_514_640_000)))
            .build());
    answer.onCompleted();
  }

  @Override
  public void getScore(GetScoreRequest request, StreamObserver<GetScoreResponse> answer) {
    if (!request.getAccountId().startsWith("org_")) {
      answer.onError(Status.NOT_FOUND.withDescription("no such account").asRuntimeException());
      return;
    }
    AccountScore score = score(request.getAccountId());
    answer.onNext(
        GetScoreResponse.newBuilder()
            .setScore(request.getAccountId().equals(TOLD) ? told(score) : score)
            .build());
    answer.onCompleted();
  }

  /** Where the last ledger began. */
  Viewpoint viewpoint() {
    return viewpoint;
  }

  @Override
  public void explainChange(
      ExplainChangeRequest request, StreamObserver<ExplainChangeResponse> answer) {
    viewpoint = request.getFrom();
    var entry =
        LedgerEntry.newBuilder()
            .setDimension("use")
            .setPart("active_users")
            .setTitle("active users");
    answer.onNext(
        ExplainChangeResponse.newBuilder()
            .setFrom(score(request.getAccountId()).toBuilder().setScore(value(600, "Moderate")))
            .setTo(score(request.getAccountId()).toBuilder().setScore(value(430, "At Risk")))
            .setChangeTenths(-170)
            .setPublishedFrom(value(580, "Moderate"))
            .addEntries(
                entry
                    .clone()
                    .addCauses(ChangeCause.CHANGE_CAUSE_LEARNED)
                    .setBefore(4)
                    .setAfter(5)
                    .setChangeTenths(20)
                    .addEventIds("e-1")
                    .setEvents(1)
                    .setText("active users rose from 4 to 5"))
            .addEntries(
                entry
                    .clone()
                    .addCauses(ChangeCause.CHANGE_CAUSE_TIME)
                    .addCauses(ChangeCause.CHANGE_CAUSE_EVENTS)
                    .setBefore(5)
                    .setChangeTenths(-300)
                    .addEventIds("e-2")
                    .setEvents(250)
                    .setText("no data for active users any more"))
            .addEntries(
                LedgerEntry.newBuilder()
                    .addCauses(ChangeCause.CHANGE_CAUSE_COVERAGE)
                    .setChangeTenths(190)
                    .setText("weights shared anew, because data came or went: active\nusers"))
            .addEntries(
                LedgerEntry.newBuilder()
                    .addCauses(ChangeCause.CHANGE_CAUSE_OVERRIDE)
                    .setDimension("override")
                    .setPart("override")
                    .setTitle("Kim \u202ELee (csm) says 43.0: quiet")
                    .setChangeTenths(-80)
                    .addEventIds("e-3")
                    .setEvents(1)
                    .setText("Kim \u202ELee (csm) says 43.0: quiet"))
            .build());
    answer.onCompleted();
  }

  private static ScoreValue value(int tenths, String band) {
    return ScoreValue.newBuilder().setTenths(tenths).setBand(band).build();
  }

  @Override
  public void explainScore(
      ExplainScoreRequest request, StreamObserver<ExplainScoreResponse> answer) {
    if (request.getAccountId().equals(TOLD)) {
      answer.onNext(toldExplanation());
      answer.onCompleted();
      return;
    }
    answer.onNext(
        ExplainScoreResponse.newBuilder()
            .setScore(score(request.getAccountId()))
            .setCompared(ScoreValue.newBuilder().setTenths(553).setBand("Moderate"))
            .setComparedDate(Date.newBuilder().setYear(2017).setMonth(12).setDay(1))
            .addContributions(
                Contribution.newBuilder()
                    .setDimension("use")
                    .setMetric("active_users")
                    .setTitle("Active users")
                    .setValue(3)
                    .setComparedValue(12)
                    .setNormalised(0.25)
                    .setWeightPercent(60)
                    .setEffectiveWeightPercent(60)
                    .setTenths(150)
                    .setPossibleTenths(600)
                    .setChangeTenths(-83)
                    .setText("active users fell from 12 to 3 in 30 days"))
            .addContributions(
                Contribution.newBuilder()
                    .setDimension("use")
                    .setMetric("recency")
                    .setTitle("Days since the last action")
                    .setUnit("days")
                    .setValue(4)
                    .setComparedValue(1)
                    .setNormalised(0.7)
                    .setWeightPercent(40)
                    .setEffectiveWeightPercent(40)
                    .setTenths(280)
                    .setPossibleTenths(400)
                    .setChangeTenths(-40)
                    .setText("the last action is 4 days ago"))
            .build());
    answer.onCompleted();
  }

  private static ExplainScoreResponse toldExplanation() {
    return ExplainScoreResponse.newBuilder()
        .setScore(told(score(TOLD)))
        .setCompared(ScoreValue.newBuilder().setTenths(600).setBand("Moderate"))
        .setComparedDate(Date.newBuilder().setYear(2017).setMonth(12).setDay(1))
        .addContributions(
            Contribution.newBuilder()
                .setDimension("care/voice")
                .setMetric("nps")
                .setTitle("NPS")
                .setWeightPercent(60)
                .setTenths(600)
                .setPossibleTenths(1000)
                .setMissing("neutral")
                .setText("no source connected for NPS, counted as neutral"))
        .addContributions(moved("adjustments", "failed_audit", -90, "an audit was failed"))
        .addContributions(moved("override", "override", -80, "Kim (csm) says 43.0: …"))
        .addReleases(
            Release.newBuilder()
                .setProduct("console")
                .setVersion("9.1\u202E")
                .setDate(Date.newBuilder().setYear(2017).setMonth(12).setDay(18)))
        .setRolledUp(
            RolledUp.newBuilder()
                .setScore(ScoreValue.newBuilder().setTenths(590).setBand("Moderate"))
                .addChildren(child("org_a", 680, "Moderate", 510))
                .addChildren(child("org_b\u202E", 320, "At Risk", 80)))
        .build();
  }

  private static ChildPart child(String account, int tenths, String band, int gives) {
    return ChildPart.newBuilder()
        .setAccountId(account)
        .setScore(ScoreValue.newBuilder().setTenths(tenths).setBand(band))
        .setTenths(gives)
        .build();
  }

  private static Contribution moved(String section, String name, int tenths, String text) {
    return Contribution.newBuilder()
        .setDimension(section)
        .setMetric(name)
        .setTitle(text)
        .setTenths(tenths)
        .setChangeTenths(tenths)
        .setText(text)
        .build();
  }

  @Override
  public void overrideScore(
      OverrideScoreRequest request, StreamObserver<OverrideScoreResponse> answer) {
    answer.onNext(
        OverrideScoreResponse.newBuilder()
            .setOverride(
                ScoreOverride.newBuilder()
                    .setTenths(request.getTenths())
                    .setLastDate(request.getLastDate())
                    .setRole(request.getRole())
                    .setAuthor(request.getAuthor())
                    .setReason(request.getReason()))
            .setComputed(ScoreValue.newBuilder().setTenths(510).setBand("Moderate"))
            .setShard(3)
            .setPosition(78)
            .setDuplicate(request.getRequestId().equals("again"))
            .build());
    answer.onCompleted();
  }

  @Override
  public void withdrawOverride(
      WithdrawOverrideRequest request, StreamObserver<WithdrawOverrideResponse> answer) {
    answer.onNext(
        WithdrawOverrideResponse.newBuilder()
            .setWithdrawn(ScoreOverride.newBuilder().setTenths(430))
            .setComputed(ScoreValue.newBuilder().setTenths(510).setBand("Moderate"))
            .build());
    answer.onCompleted();
  }

  @Override
  public void listScores(ListScoresRequest request, StreamObserver<ListScoresResponse> answer) {
    if (request.getFilter().contains("bnad")) {
      answer.onError(badFilter());
      return;
    }
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(ACCOUNTS, from + request.getPageSize());
    ListScoresResponse.Builder page = ListScoresResponse.newBuilder().setTotalSize(ACCOUNTS);
    for (int i = from; i < to; i++) {
      page.addScores(score("org_%04d".formatted(i)));
    }
    if (to < ACCOUNTS) {
      page.setNextPageToken(String.valueOf(to));
    }
    answer.onNext(page.build());
    answer.onCompleted();
  }

  private static RuntimeException badFilter() {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.INVALID_ARGUMENT.value())
            .setMessage("The filter cannot be read.")
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            BadRequest.FieldViolation.newBuilder()
                                .setField("filter")
                                .setDescription("there is no field \"bnad\" at character 1"))
                        .build()))
            .build());
  }

  @Override
  public void summarizePortfolio(
      SummarizePortfolioRequest request, StreamObserver<SummarizePortfolioResponse> answer) {
    answer.onNext(
        SummarizePortfolioResponse.newBuilder()
            .addBands(BandSummary.newBuilder().setBand("At Risk").setFromTenths(0).setAccounts(45))
            .addBands(
                BandSummary.newBuilder().setBand("Moderate").setFromTenths(500).setAccounts(130))
            .addBands(
                BandSummary.newBuilder().setBand("Healthy").setFromTenths(750).setAccounts(312))
            .addBands(BandSummary.newBuilder().setBand("Unknown").setAccounts(0))
            .setAsOfTime(Timestamp.newBuilder().setSeconds(1_514_678_643))
            .setImproving(12)
            .setDeclining(34)
            .addWarnings("487 accounts: segment models are for 500 or more")
            .build());
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Credentials implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      credential =
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
      return next.startCall(call, headers);
    }
  }
}
