package io.barometer.alerting;

import io.barometer.alerting.subscription.SubscriptionCalls;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.GetSubscriptionRequest;
import io.barometer.proto.alerting.v1.GetSubscriptionResponse;
import io.barometer.proto.alerting.v1.MutinySubscriptionServiceGrpc.SubscriptionServiceImplBase;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.alerting.v1.UpdateSubscriptionResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The gRPC border of subscriptions. */
@GrpcService
class SubscriptionEndpoint extends SubscriptionServiceImplBase {
  private final SubscriptionCalls calls;

  SubscriptionEndpoint(SubscriptionCalls calls) {
    this.calls = calls;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<GetSubscriptionResponse> getSubscription(GetSubscriptionRequest request) {
    return calls.get(request);
  }

  @Override
  public Uni<UpdateSubscriptionResponse> updateSubscription(UpdateSubscriptionRequest request) {
    return calls.update(request);
  }
}
