package io.barometer.scoring;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.Caller;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.ForecastScoreRequest;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreResponse;
import io.barometer.proto.scoring.v1.GetTrendsRequest;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.proto.scoring.v1.ListCorrectionsRequest;
import io.barometer.proto.scoring.v1.ListCorrectionsResponse;
import io.barometer.proto.scoring.v1.ListScorecardsRequest;
import io.barometer.proto.scoring.v1.ListScorecardsResponse;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.OverrideScoreResponse;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceImplBase;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreRequest;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import io.barometer.proto.scoring.v1.SuggestChangesRequest;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideResponse;
import io.barometer.scoring.explain.ChangeExplainer;
import io.barometer.scoring.explain.ScoreExplainer;
import io.barometer.scoring.forecast.ForecastReader;
import io.barometer.scoring.forecast.TrendReader;
import io.barometer.scoring.history.CorrectionReader;
import io.barometer.scoring.history.ScoreHistoryReader;
import io.barometer.scoring.override.ScoreOverrides;
import io.barometer.scoring.portfolio.PortfolioReader;
import io.barometer.scoring.portfolio.PortfolioSimulator;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.scorecard.ScorecardMessages;
import io.barometer.scoring.watch.ScoreWatch;
import io.barometer.scoring.whatif.ChangeSuggester;
import io.barometer.scoring.whatif.ScoreSimulator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/**
 * Scores for one tenant over gRPC. Written against gRPC's own stubs, since only they let a stream
 * wait for its reader.
 */
@GrpcService
class ScoringEndpoint extends ScoringServiceImplBase {
  private final Replies replies;
  private final ScoreReader scores;
  private final PortfolioReader portfolio;
  private final ScoreHistoryReader history;
  private final ScoreExplainer explainer;
  private final ChangeExplainer changes;
  private final CorrectionReader corrections;
  private final TrendReader trends;
  private final ForecastReader forecasts;
  private final ScoreSimulator simulator;
  private final PortfolioSimulator portfolios;
  private final ChangeSuggester suggester;
  private final ScoreOverrides overrides;
  private final ScoreWatch watch;
  private final ScorecardMessages scorecards;

  ScoringEndpoint(
      Replies replies,
      ScoreReader scores,
      PortfolioReader portfolio,
      ScoreHistoryReader history,
      ScoreExplainer explainer,
      ChangeExplainer changes,
      CorrectionReader corrections,
      TrendReader trends,
      ForecastReader forecasts,
      ScoreSimulator simulator,
      PortfolioSimulator portfolios,
      ChangeSuggester suggester,
      ScoreOverrides overrides,
      ScoreWatch watch,
      ScorecardMessages scorecards) {
    this.replies = replies;
    this.scores = scores;
    this.portfolio = portfolio;
    this.history = history;
    this.explainer = explainer;
    this.changes = changes;
    this.corrections = corrections;
    this.trends = trends;
    this.forecasts = forecasts;
    this.simulator = simulator;
    this.portfolios = portfolios;
    this.suggester = suggester;
    this.overrides = overrides;
    this.watch = watch;
    this.scorecards = scorecards;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void getScore(GetScoreRequest request, StreamObserver<GetScoreResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> scores.get(tenant, request));
  }

  @Override
  public void listScores(ListScoresRequest request, StreamObserver<ListScoresResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> portfolio.list(tenant, request));
  }

  @Override
  public void summarizePortfolio(
      SummarizePortfolioRequest request, StreamObserver<SummarizePortfolioResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> portfolio.summarize(tenant, request));
  }

  @Override
  public void getScoreHistory(
      GetScoreHistoryRequest request, StreamObserver<GetScoreHistoryResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> history.get(tenant, request));
  }

  @Override
  public void explainScore(
      ExplainScoreRequest request, StreamObserver<ExplainScoreResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> explainer.explain(tenant, request));
  }

  @Override
  public void explainChange(
      ExplainChangeRequest request, StreamObserver<ExplainChangeResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> changes.explain(tenant, request));
  }

  @Override
  public void listCorrections(
      ListCorrectionsRequest request, StreamObserver<ListCorrectionsResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> corrections.list(tenant, request));
  }

  @Override
  public void getTrends(GetTrendsRequest request, StreamObserver<GetTrendsResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> trends.get(tenant, request));
  }

  @Override
  public void forecastScore(
      ForecastScoreRequest request, StreamObserver<ForecastScoreResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> forecasts.get(tenant, request));
  }

  @Override
  public void simulateScore(
      SimulateScoreRequest request, StreamObserver<SimulateScoreResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> simulator.simulate(tenant, request));
  }

  @Override
  public void simulatePortfolio(
      SimulatePortfolioRequest request, StreamObserver<SimulatePortfolioResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> portfolios.simulate(tenant, request));
  }

  @Override
  public void suggestChanges(
      SuggestChangesRequest request, StreamObserver<SuggestChangesResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> suggester.suggest(tenant, request));
  }

  @Override
  public void watchScores(
      WatchScoresRequest request, StreamObserver<WatchScoresResponse> observer) {
    String tenant = tenant();
    replies.many(observer, reader -> watch.watch(tenant, request, reader));
  }

  @Override
  public void overrideScore(
      OverrideScoreRequest request, StreamObserver<OverrideScoreResponse> observer) {
    String tenant = tenant();
    var credentials = BearerCredentials.ofCaller();
    replies.one(observer, () -> overrides.override(tenant, credentials, request));
  }

  @Override
  public void withdrawOverride(
      WithdrawOverrideRequest request, StreamObserver<WithdrawOverrideResponse> observer) {
    String tenant = tenant();
    var credentials = BearerCredentials.ofCaller();
    replies.one(observer, () -> overrides.withdraw(tenant, credentials, request));
  }

  @Override
  public void listScorecards(
      ListScorecardsRequest request, StreamObserver<ListScorecardsResponse> observer) {
    replies.one(observer, scorecards::list);
  }

  private static String tenant() {
    return Caller.current().tenantId();
  }
}
