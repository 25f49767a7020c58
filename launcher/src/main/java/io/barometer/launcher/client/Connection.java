package io.barometer.launcher.client;

import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.DeliveryServiceGrpc;
import io.barometer.proto.alerting.v1.IncidentServiceGrpc;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc;
import io.barometer.proto.alerting.v1.RoutingServiceGrpc;
import io.barometer.proto.alerting.v1.SubscriptionServiceGrpc;
import io.barometer.proto.audit.v1.AuditServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.KeyServiceGrpc;
import io.barometer.proto.scoring.v1.ModelServiceGrpc;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;

/** Calls to the three services with the right key. Nothing is connected before the first call. */
public final class Connection implements AutoCloseable {
  private static final int MAX_ANSWER = 64 << 20;
  private static final long DEADLINE_SECONDS = 60;

  private final Target target;
  private final ManagedChannel ingestion;
  private final ManagedChannel scoring;
  private final ManagedChannel alerting;

  /** Calls to the services at these addresses. */
  public Connection(Target target) {
    this.target = target;
    this.ingestion = channel(target.ingestion(), target.transport());
    this.scoring = channel(target.scoring(), target.transport());
    this.alerting = channel(target.alerting(), target.transport());
  }

  /** The way to ingestion-service, with the tenant's key and no deadline. */
  public Channel ingestion() {
    return withKey(ingestion, target.tenantKey());
  }

  /** The scores of the tenant. */
  public ScoringServiceGrpc.ScoringServiceBlockingStub scoring() {
    return ScoringServiceGrpc.newBlockingStub(withKey(scoring, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The models of the tenant. */
  public ModelServiceGrpc.ModelServiceBlockingStub models() {
    return ModelServiceGrpc.newBlockingStub(withKey(scoring, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * The replays of the tenant; without a deadline, because whoever watches one waits for its end.
   */
  public ReplayServiceGrpc.ReplayServiceBlockingStub replays() {
    return ReplayServiceGrpc.newBlockingStub(withKey(scoring, target.tenantKey()));
  }

  /** The alerts of the tenant. */
  public AlertingServiceGrpc.AlertingServiceBlockingStub alerting() {
    return AlertingServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Who is told of the alerts of the tenant. */
  public RoutingServiceGrpc.RoutingServiceBlockingStub routing() {
    return RoutingServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The playbooks of the tenant and their runs. */
  public PlaybookServiceGrpc.PlaybookServiceBlockingStub playbooks() {
    return PlaybookServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The incidents of the tenant. */
  public IncidentServiceGrpc.IncidentServiceBlockingStub incidents() {
    return IncidentServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What was told to whom. */
  public DeliveryServiceGrpc.DeliveryServiceBlockingStub deliveries() {
    return DeliveryServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What subscribers of the tenant choose to hear. */
  public SubscriptionServiceGrpc.SubscriptionServiceBlockingStub subscriptions() {
    return SubscriptionServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The keys of the tenant's sources. */
  public KeyServiceGrpc.KeyServiceBlockingStub keys() {
    return KeyServiceGrpc.newBlockingStub(withKey(ingestion, target.tenantKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The audit trail of ingestion-service, without a deadline. */
  public AuditServiceGrpc.AuditServiceBlockingStub ingestionAudit() {
    return AuditServiceGrpc.newBlockingStub(withKey(ingestion, target.tenantKey()));
  }

  /** The audit trail of scoring-service, without a deadline. */
  public AuditServiceGrpc.AuditServiceBlockingStub scoringAudit() {
    return AuditServiceGrpc.newBlockingStub(withKey(scoring, target.tenantKey()));
  }

  /** The audit trail of alerting-service, without a deadline. */
  public AuditServiceGrpc.AuditServiceBlockingStub alertingAudit() {
    return AuditServiceGrpc.newBlockingStub(withKey(alerting, target.tenantKey()));
  }

  /** The log of events across tenants. */
  public EventLogServiceGrpc.EventLogServiceBlockingStub eventLog() {
    return EventLogServiceGrpc.newBlockingStub(withKey(ingestion, target.serviceKey()))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** The log of scores across tenants; without a deadline, because a rebuild takes its time. */
  public ScoreLogServiceGrpc.ScoreLogServiceBlockingStub scoreLog() {
    return ScoreLogServiceGrpc.newBlockingStub(withKey(scoring, target.serviceKey()));
  }

  @Override
  public void close() {
    for (ManagedChannel channel : new ManagedChannel[] {ingestion, scoring, alerting}) {
      channel.shutdownNow();
    }
  }

  private static ManagedChannel channel(String address, ChannelCredentials transport) {
    return NettyChannelBuilder.forTarget(address, transport)
        .maxInboundMessageSize(MAX_ANSWER)
        .build();
  }

  private static Channel withKey(ManagedChannel channel, String key) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
