package io.barometer.scoring;

import io.barometer.edge.Caller;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.EndTrialRequest;
import io.barometer.proto.scoring.v1.EndTrialResponse;
import io.barometer.proto.scoring.v1.GetModelRequest;
import io.barometer.proto.scoring.v1.GetModelResponse;
import io.barometer.proto.scoring.v1.GetTrialRequest;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import io.barometer.proto.scoring.v1.ListModelEventsRequest;
import io.barometer.proto.scoring.v1.ListModelEventsResponse;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceImplBase;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.RollBackModelResponse;
import io.barometer.proto.scoring.v1.StartTrialRequest;
import io.barometer.proto.scoring.v1.StartTrialResponse;
import io.barometer.proto.scoring.v1.ValidateModelRequest;
import io.barometer.proto.scoring.v1.ValidateModelResponse;
import io.barometer.scoring.scorecard.ModelReader;
import io.barometer.scoring.scorecard.ModelRegistry;
import io.barometer.scoring.scorecard.TrialReader;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** The models of one tenant over gRPC. */
@GrpcService
class ModelEndpoint extends ModelServiceImplBase {
  private final Replies replies;
  private final ModelRegistry registry;
  private final ModelReader reader;
  private final TrialReader trials;

  ModelEndpoint(Replies replies, ModelRegistry registry, ModelReader reader, TrialReader trials) {
    this.replies = replies;
    this.registry = registry;
    this.reader = reader;
    this.trials = trials;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public void validateModel(
      ValidateModelRequest request, StreamObserver<ValidateModelResponse> observer) {
    tenant();
    replies.one(observer, () -> reader.validate(request));
  }

  @Override
  public void draftModel(DraftModelRequest request, StreamObserver<DraftModelResponse> observer) {
    Caller caller = Caller.current();
    replies.one(observer, () -> registry.draft(caller, request));
  }

  @Override
  public void activateModel(
      ActivateModelRequest request, StreamObserver<ActivateModelResponse> observer) {
    Caller caller = Caller.current();
    replies.one(observer, () -> registry.activate(caller, request));
  }

  @Override
  public void rollBackModel(
      RollBackModelRequest request, StreamObserver<RollBackModelResponse> observer) {
    Caller caller = Caller.current();
    replies.one(observer, () -> registry.rollBack(caller, request));
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.list(tenant));
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.get(tenant, request));
  }

  @Override
  public void listModelEvents(
      ListModelEventsRequest request, StreamObserver<ListModelEventsResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> reader.events(tenant, request));
  }

  @Override
  public void startTrial(StartTrialRequest request, StreamObserver<StartTrialResponse> observer) {
    Caller caller = Caller.current();
    replies.one(observer, () -> registry.startTrial(caller, request));
  }

  @Override
  public void endTrial(EndTrialRequest request, StreamObserver<EndTrialResponse> observer) {
    Caller caller = Caller.current();
    replies.one(observer, () -> registry.endTrial(caller, request));
  }

  @Override
  public void getTrial(GetTrialRequest request, StreamObserver<GetTrialResponse> observer) {
    String tenant = tenant();
    replies.one(observer, () -> trials.get(tenant, request));
  }

  private static String tenant() {
    return Caller.current().tenantId();
  }
}
