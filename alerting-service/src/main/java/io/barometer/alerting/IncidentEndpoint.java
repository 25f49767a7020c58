package io.barometer.alerting;

import io.barometer.alerting.incident.IncidentCommands;
import io.barometer.alerting.incident.Incidents;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentResponse;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.AssignIncidentResponse;
import io.barometer.proto.alerting.v1.GetIncidentRequest;
import io.barometer.proto.alerting.v1.GetIncidentResponse;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.alerting.v1.ListIncidentsResponse;
import io.barometer.proto.alerting.v1.MutinyIncidentServiceGrpc.IncidentServiceImplBase;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ReopenIncidentResponse;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentResponse;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.proto.alerting.v1.SnoozeIncidentResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The gRPC border of incidents. */
@GrpcService
class IncidentEndpoint extends IncidentServiceImplBase {
  private final Incidents incidents;
  private final IncidentCommands commands;

  IncidentEndpoint(Incidents incidents, IncidentCommands commands) {
    this.incidents = incidents;
    this.commands = commands;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<ListIncidentsResponse> listIncidents(ListIncidentsRequest request) {
    return incidents.list(request);
  }

  @Override
  public Uni<GetIncidentResponse> getIncident(GetIncidentRequest request) {
    return incidents.get(request);
  }

  @Override
  public Uni<AcknowledgeIncidentResponse> acknowledgeIncident(AcknowledgeIncidentRequest request) {
    return commands
        .acknowledge(request)
        .map(now -> AcknowledgeIncidentResponse.newBuilder().setIncident(now).build());
  }

  @Override
  public Uni<SnoozeIncidentResponse> snoozeIncident(SnoozeIncidentRequest request) {
    return commands
        .snooze(request)
        .map(now -> SnoozeIncidentResponse.newBuilder().setIncident(now).build());
  }

  @Override
  public Uni<AssignIncidentResponse> assignIncident(AssignIncidentRequest request) {
    return commands
        .assign(request)
        .map(now -> AssignIncidentResponse.newBuilder().setIncident(now).build());
  }

  @Override
  public Uni<ResolveIncidentResponse> resolveIncident(ResolveIncidentRequest request) {
    return commands
        .resolve(request)
        .map(now -> ResolveIncidentResponse.newBuilder().setIncident(now).build());
  }

  @Override
  public Uni<ReopenIncidentResponse> reopenIncident(ReopenIncidentRequest request) {
    return commands
        .reopen(request)
        .map(now -> ReopenIncidentResponse.newBuilder().setIncident(now).build());
  }
}
