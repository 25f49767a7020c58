package io.barometer.alerting;

import io.barometer.alerting.playbook.Effects;
import io.barometer.alerting.playbook.Playbooks;
import io.barometer.alerting.playbook.RunCommands;
import io.barometer.alerting.playbook.Runs;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.ApproveRunResponse;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookResponse;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.ListPlaybooksRequest;
import io.barometer.proto.alerting.v1.ListPlaybooksResponse;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.ListRunsResponse;
import io.barometer.proto.alerting.v1.MutinyPlaybookServiceGrpc.PlaybookServiceImplBase;
import io.barometer.proto.alerting.v1.PlaybookEffectRequest;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.PutPlaybookResponse;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.RejectRunResponse;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.ReportRunResponse;
import io.barometer.proto.alerting.v1.ValidatePlaybookRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The gRPC border of playbooks and their runs. */
@GrpcService
class PlaybookEndpoint extends PlaybookServiceImplBase {
  private final Playbooks playbooks;
  private final Runs runs;
  private final RunCommands commands;
  private final Effects effects;

  PlaybookEndpoint(Playbooks playbooks, Runs runs, RunCommands commands, Effects effects) {
    this.playbooks = playbooks;
    this.runs = runs;
    this.commands = commands;
    this.effects = effects;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<PutPlaybookResponse> putPlaybook(PutPlaybookRequest request) {
    return playbooks.put(request);
  }

  @Override
  public Uni<ValidatePlaybookResponse> validatePlaybook(ValidatePlaybookRequest request) {
    return playbooks.validate(request);
  }

  @Override
  public Uni<ListPlaybooksResponse> listPlaybooks(ListPlaybooksRequest request) {
    return playbooks.list();
  }

  @Override
  public Uni<DeletePlaybookResponse> deletePlaybook(DeletePlaybookRequest request) {
    return playbooks.delete(request);
  }

  @Override
  public Uni<ListRunsResponse> listRuns(ListRunsRequest request) {
    return runs.list(request);
  }

  @Override
  public Uni<GetRunResponse> getRun(GetRunRequest request) {
    return runs.get(request);
  }

  @Override
  public Uni<ApproveRunResponse> approveRun(ApproveRunRequest request) {
    return commands.approve(request);
  }

  @Override
  public Uni<RejectRunResponse> rejectRun(RejectRunRequest request) {
    return commands.reject(request);
  }

  @Override
  public Uni<ReportRunResponse> reportRun(ReportRunRequest request) {
    return commands.report(request);
  }

  @Override
  public Uni<PlaybookEffectResponse> playbookEffect(PlaybookEffectRequest request) {
    return effects.effect(request);
  }
}
