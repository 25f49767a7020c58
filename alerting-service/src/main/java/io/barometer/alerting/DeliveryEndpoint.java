package io.barometer.alerting;

import io.barometer.alerting.delivery.DeliveryLog;
import io.barometer.alerting.delivery.DeliveryReplay;
import io.barometer.alerting.delivery.TemplatePreview;
import io.barometer.alerting.digest.DigestPreview;
import io.barometer.alerting.setup.SecretRotation;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesResponse;
import io.barometer.proto.alerting.v1.MutinyDeliveryServiceGrpc.DeliveryServiceImplBase;
import io.barometer.proto.alerting.v1.PreviewDigestRequest;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.PreviewTemplateRequest;
import io.barometer.proto.alerting.v1.PreviewTemplateResponse;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import io.barometer.proto.alerting.v1.ReplayDeliveriesResponse;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The gRPC border of deliveries. */
@GrpcService
class DeliveryEndpoint extends DeliveryServiceImplBase {
  private final DeliveryLog log;
  private final DeliveryReplay replay;
  private final SecretRotation secrets;
  private final DigestPreview digests;
  private final TemplatePreview templates;

  DeliveryEndpoint(
      DeliveryLog log,
      DeliveryReplay replay,
      SecretRotation secrets,
      DigestPreview digests,
      TemplatePreview templates) {
    this.log = log;
    this.replay = replay;
    this.secrets = secrets;
    this.digests = digests;
    this.templates = templates;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<ListDeliveriesResponse> listDeliveries(ListDeliveriesRequest request) {
    return log.list(request);
  }

  @Override
  public Uni<ReplayDeliveriesResponse> replayDeliveries(ReplayDeliveriesRequest request) {
    return replay.replay(request);
  }

  @Override
  public Uni<RotateSecretResponse> rotateSecret(RotateSecretRequest request) {
    return secrets.rotate(request);
  }

  @Override
  public Uni<PreviewDigestResponse> previewDigest(PreviewDigestRequest request) {
    return digests.preview(request);
  }

  @Override
  public Uni<PreviewTemplateResponse> previewTemplate(PreviewTemplateRequest request) {
    return templates.preview(request);
  }
}
