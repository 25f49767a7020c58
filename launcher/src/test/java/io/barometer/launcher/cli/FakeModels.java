package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.ListModelEventsRequest;
import io.barometer.proto.scoring.v1.ListModelEventsResponse;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelActivated;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelOrigin;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceImplBase;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.PendingModel;
import io.barometer.proto.scoring.v1.PendingState;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.RollBackModelResponse;
import io.barometer.proto.scoring.v1.ScoreModel;
import io.grpc.stub.StreamObserver;

/** The models of a tenant at revision 4, over a real connection. */
final class FakeModels extends ModelServiceImplBase implements AutoCloseable {
  private static final Timestamp NEW_YEAR =
      Timestamp.newBuilder().setSeconds(1_767_225_600).build();

  private final FakeServer server = new FakeServer(this);
  private volatile DraftModelRequest drafted = DraftModelRequest.getDefaultInstance();
  private volatile ActivateModelRequest activated = ActivateModelRequest.getDefaultInstance();

  String address() {
    return server.address();
  }

  DraftModelRequest drafted() {
    return drafted;
  }

  ActivateModelRequest activated() {
    return activated;
  }

  static ModelRef model(String version) {
    return ModelRef.newBuilder()
        .setScorecard("usage")
        .setVersion(version)
        .setHash("ab" + version)
        .build();
  }

  private static PendingModel pending() {
    return PendingModel.newBuilder()
        .setModel(model("1.1.0"))
        .setRevision(2)
        .setEffectiveTime(NEW_YEAR)
        .setState(PendingState.PENDING_STATE_SCHEDULED)
        .build();
  }

  @Override
  public void draftModel(DraftModelRequest request, StreamObserver<DraftModelResponse> answer) {
    drafted = request;
    answer.onNext(
        DraftModelResponse.newBuilder()
            .setModel(model("1.1.0"))
            .setScoreName("health")
            .setRevision(4)
            .build());
    answer.onCompleted();
  }

  @Override
  public void activateModel(
      ActivateModelRequest request, StreamObserver<ActivateModelResponse> answer) {
    activated = request;
    var response = ActivateModelResponse.newBuilder().setScoreName("health").setRevision(4);
    if (request.hasEffectiveTime()) {
      response.setPending(pending());
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  @Override
  public void rollBackModel(
      RollBackModelRequest request, StreamObserver<RollBackModelResponse> answer) {
    answer.onNext(
        RollBackModelResponse.newBuilder()
            .setScoreName(request.getScoreName())
            .setModel(model("1.0.0"))
            .setRevision(4)
            .build());
    answer.onCompleted();
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
    answer.onNext(
        ListModelsResponse.newBuilder()
            .setRevision(4)
            .addScores(
                ScoreModel.newBuilder()
                    .setScoreName("health")
                    .setModel(model("1.0.0"))
                    .addPending(pending())
                    .addWarnings("487 accounts: segment models are for 500 or more"))
            .addModels(summary("1.0.0", ModelOrigin.MODEL_ORIGIN_SHIPPED, 0))
            .addModels(summary("1.1.0", ModelOrigin.MODEL_ORIGIN_DRAFTED, 1))
            .build());
    answer.onCompleted();
  }

  private static ModelSummary summary(String version, ModelOrigin origin, long revision) {
    return ModelSummary.newBuilder()
        .setModel(model(version))
        .setScoreName("health")
        .setTitle("Usage")
        .setOrigin(origin)
        .setRevision(revision)
        .build();
  }

  @Override
  public void listModelEvents(
      ListModelEventsRequest request, StreamObserver<ListModelEventsResponse> answer) {
    answer.onNext(
        ListModelEventsResponse.newBuilder()
            .addEvents(
                ModelEvent.newBuilder()
                    .setRevision(2)
                    .setRecordedTime(NEW_YEAR)
                    .setAuthor("kim")
                    .setReason("less noise")
                    .setScoreName("health")
                    .setModel(model("1.1.0"))
                    .setActivated(ModelActivated.newBuilder().setEffectiveTime(NEW_YEAR)))
            .build());
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.close();
  }
}
