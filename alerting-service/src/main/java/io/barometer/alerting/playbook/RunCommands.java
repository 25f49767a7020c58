package io.barometer.alerting.playbook;

import com.google.protobuf.Message;
import io.barometer.alerting.notify.DeliverySender;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.ApproveRunResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.RejectRunResponse;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.ReportRunResponse;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.playbook.Ruling;
import io.barometer.routing.playbook.RunCommand;
import io.barometer.routing.playbook.RunPolicy;
import io.barometer.routing.playbook.RunState;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What people and engines say of runs. */
@ApplicationScoped
public class RunCommands {
  private final TenantTransactions transactions;
  private final DeliverySender sender;
  private final Triggers triggers;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  RunCommands(
      TenantTransactions transactions, DeliverySender sender, Triggers triggers, AuditTrail trail) {
    this.transactions = transactions;
    this.sender = sender;
    this.triggers = triggers;
    this.trail = trail;
  }

  /** Lets a waiting run go; engines are told once, however often it is said. */
  public Uni<ApproveRunResponse> approve(ApproveRunRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Violations violations = new Violations();
    UUID id = NameCheck.id("run_id", request.getRunId(), "name the run", violations);
    said("approved_by", request.getApprovedBy(), request.getNote(), violations);
    violations.throwIfAny();
    Said said = new Said(RunCommand.APPROVE, request.getApprovedBy(), request.getNote());
    return transactions
        .run(tenantId, tx -> approve(tx, caller, id, said, request))
        .invoke(
            run -> {
              triggers.wake(tenantId);
              sender.wake();
            })
        .map(run -> ApproveRunResponse.newBuilder().setRun(run).build());
  }

  /** Refuses a waiting run. */
  public Uni<RejectRunResponse> reject(RejectRunRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Violations violations = new Violations();
    UUID id = NameCheck.id("run_id", request.getRunId(), "name the run", violations);
    said("rejected_by", request.getRejectedBy(), request.getNote(), violations);
    violations.throwIfAny();
    Said said = new Said(RunCommand.REJECT, request.getRejectedBy(), request.getNote());
    return transactions.run(
        tenantId,
        tx -> {
          if (move(tx, LockedRun.of(tx, id), said)) {
            record(tx, caller, AuditAction.AUDIT_ACTION_RUN_REJECTED, said, id, request);
          }
          return RejectRunResponse.newBuilder().setRun(Runs.find(tx, id)).build();
        });
  }

  /** Takes what became of a triggered run. */
  public Uni<ReportRunResponse> report(ReportRunRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Violations violations = new Violations();
    UUID id = NameCheck.id("run_id", request.getRunId(), "name the run", violations);
    said("reported_by", request.getReportedBy(), request.getNote(), violations);
    ReportChecks.check(request, violations);
    violations.throwIfAny();
    return transactions.run(tenantId, tx -> report(tx, caller, id, request));
  }

  /**
   * What is said of a run.
   *
   * @param who a person or an engine
   */
  private record Said(RunCommand command, String who, String note) {}

  private void record(
      Tx tx, Caller caller, AuditAction action, Said said, UUID id, Message request) {
    trail.record(tx, caller, Change.of(action, "run " + id, said.note(), request));
  }

  private PlaybookRun approve(Tx tx, Caller caller, UUID id, Said said, ApproveRunRequest request) {
    String tenantId = caller.tenantId();
    LockedRun run = LockedRun.of(tx, id);
    if (run.alertOver() && run.state() == RunState.WAITING) {
      throw refused(run, "The alert is over: nobody needs to approve any more.");
    }
    if (move(tx, run, said)) {
      tx.send(
          """
          update alerting.playbook_run set trigger_time = greatest(begin_time,
            (select to_timestamp(max(epoch_hour) * 3600) from alerting.evaluated))
          where run_id = $1""",
          Tuple.of(id));
      NewTriggers.write(
          tx,
          List.of(
              new NewTriggers.NewTrigger(
                  tenantId,
                  id,
                  run.alertId(),
                  run.playbook(),
                  run.begun(),
                  ReceiverRows.all(tx, tenantId),
                  null)));
      tx.settle();
      record(tx, caller, AuditAction.AUDIT_ACTION_RUN_APPROVED, said, id, request);
    }
    return Runs.find(tx, id);
  }

  private ReportRunResponse report(Tx tx, Caller caller, UUID id, ReportRunRequest request) {
    LockedRun run = LockedRun.of(tx, id);
    Violations violations = new Violations();
    ReportChecks.steps(request, run.playbook(), violations);
    violations.throwIfAny();
    RunState outcome = RunState.of(request.getOutcomeValue());
    RunCommand command = outcome == RunState.COMPLETED ? RunCommand.COMPLETE : RunCommand.SKIP;
    ReportRunRequest report = request.toBuilder().clearRunId().build();
    Said said = new Said(command, request.getReportedBy(), request.getNote());
    if (move(tx, run, said)) {
      tx.query(
          "update alerting.playbook_run set report = $2 where run_id = $1",
          Tuple.of(id, Buffer.buffer(report.toByteArray())));
      record(tx, caller, AuditAction.AUDIT_ACTION_RUN_REPORTED, said, id, request);
    } else if (!report.equals(run.report())) {
      throw refused(run, "Something else was reported before.");
    }
    return ReportRunResponse.newBuilder().setRun(Runs.find(tx, id)).build();
  }

  /** Does what is said; false when that was done before. */
  private boolean move(Tx tx, LockedRun run, Said said) {
    var now = clock.instant();
    return switch (RunPolicy.decide(run.state(), said.command(), run.isLate(now))) {
      case Ruling.Moves(RunState state) -> {
        tx.send(
            "update alerting.playbook_run set state = $2 where run_id = $1",
            Tuple.of(run.id(), state.number()));
        tx.query(
            """
            insert into alerting.playbook_run_change (run_id, state, tenant_id, time, who, note)
            select run_id, $2, tenant_id, $3, $4, $5 from alerting.playbook_run where run_id = $1""",
            Tuple.of(
                run.id(), state.number(), now.atOffset(ZoneOffset.UTC), said.who(), said.note()));
        yield true;
      }
      case Ruling.Stays _ -> false;
      case Ruling.Refused(String because) -> throw refused(run, because);
    };
  }

  private static Refusal refused(LockedRun run, String because) {
    return Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
        .message(because)
        .meta("state", run.state().name().toLowerCase(Locale.ROOT));
  }

  private static void said(String path, String who, String note, Violations violations) {
    if (who.isBlank()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "say who you are");
    }
    NameCheck.text(path, who, 200, violations);
    NameCheck.text("note", note, 500, violations);
  }
}
