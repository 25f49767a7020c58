package io.barometer.scoring;

import io.barometer.edge.ReadableRequests;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.GetProjectionResponse;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogResponse;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc.ScoreLogServiceImplBase;
import io.barometer.scoring.log.ScoreLogReplies;
import io.barometer.scoring.project.ProjectionReport;
import io.barometer.scoring.project.Rebuild;
import io.barometer.scoring.replay.DailyReader;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** The score log and the state of the projection, for other services. */
@GrpcService
class ScoreLogEndpoint extends ScoreLogServiceImplBase {
  private static final long PATIENCE_MILLIS = 60_000;

  private final Replies replies;
  private final ScoreLogReplies log;
  private final ProjectionReport report;
  private final Rebuild rebuild;
  private final DailyReader daily;

  ScoreLogEndpoint(
      Replies replies,
      ScoreLogReplies log,
      ProjectionReport report,
      Rebuild rebuild,
      DailyReader daily) {
    this.daily = daily;
    this.replies = replies;
    this.log = log;
    this.report = report;
    this.rebuild = rebuild;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void readScoreLog(
      ReadScoreLogRequest request, StreamObserver<ReadScoreLogResponse> observer) {
    replies.many(observer, reader -> log.read(request, reader));
  }

  @Override
  public void readDailyScores(
      ReadDailyScoresRequest request, StreamObserver<ReadDailyScoresResponse> observer) {
    replies.many(observer, reader -> daily.read(request, reader));
  }

  @Override
  public void getProjection(
      GetProjectionRequest request, StreamObserver<GetProjectionResponse> observer) {
    replies.one(observer, report::get);
  }

  @Override
  public void rebuildProjection(
      RebuildProjectionRequest request, StreamObserver<RebuildProjectionResponse> observer) {
    replies.many(
        observer,
        reader ->
            rebuild.run(
                request.getVerifyOnly(), progress -> reader.send(progress, PATIENCE_MILLIS)));
  }
}
