package io.barometer.alerting;

import io.barometer.alerting.setup.RoutingPreview;
import io.barometer.alerting.setup.Routings;
import io.barometer.alerting.silence.Silences;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.CreateSilenceResponse;
import io.barometer.proto.alerting.v1.EndSilenceRequest;
import io.barometer.proto.alerting.v1.EndSilenceResponse;
import io.barometer.proto.alerting.v1.GetRoutingRequest;
import io.barometer.proto.alerting.v1.GetRoutingResponse;
import io.barometer.proto.alerting.v1.ListSilencesRequest;
import io.barometer.proto.alerting.v1.ListSilencesResponse;
import io.barometer.proto.alerting.v1.MutinyRoutingServiceGrpc.RoutingServiceImplBase;
import io.barometer.proto.alerting.v1.PreviewRoutingRequest;
import io.barometer.proto.alerting.v1.PreviewRoutingResponse;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The gRPC border of routing and silences. */
@GrpcService
class RoutingEndpoint extends RoutingServiceImplBase {
  private final Routings routings;
  private final RoutingPreview preview;
  private final Silences silences;

  RoutingEndpoint(Routings routings, RoutingPreview preview, Silences silences) {
    this.routings = routings;
    this.preview = preview;
    this.silences = silences;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<PutRoutingResponse> putRouting(PutRoutingRequest request) {
    return routings.put(request);
  }

  @Override
  public Uni<GetRoutingResponse> getRouting(GetRoutingRequest request) {
    return routings.get();
  }

  @Override
  public Uni<PreviewRoutingResponse> previewRouting(PreviewRoutingRequest request) {
    return preview.preview(request);
  }

  @Override
  public Uni<CreateSilenceResponse> createSilence(CreateSilenceRequest request) {
    return silences.create(request);
  }

  @Override
  public Uni<ListSilencesResponse> listSilences(ListSilencesRequest request) {
    return silences.list(request);
  }

  @Override
  public Uni<EndSilenceResponse> endSilence(EndSilenceRequest request) {
    return silences.end(request);
  }
}
