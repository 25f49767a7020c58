package io.barometer.alerting.incident;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.incident.HeldIncidents.CauseKey;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.Actors;
import io.barometer.audit.AuditTrail;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.Incident;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.incident.Command;
import io.barometer.routing.incident.IncidentPolicy;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people say of incidents. */
@ApplicationScoped
public class IncidentCommands {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int WHO = 200;
  private static final int NOTE = 500;

  private final TenantTransactions transactions;
  private final IncidentPolicy policy;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  IncidentCommands(TenantTransactions transactions, IncidentSettings settings, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
    this.policy = new IncidentPolicy(settings.reopenWithin());
  }

  public Uni<Incident> acknowledge(AcknowledgeIncidentRequest request) {
    Violations violations = new Violations();
    return said(
        request.getIncidentId(),
        new Command.Acknowledge(request.getBy(), request.getNote()),
        violations);
  }

  public Uni<Incident> snooze(SnoozeIncidentRequest request) {
    Violations violations = new Violations();
    Instant until = until(request, violations);
    return said(
        request.getIncidentId(),
        new Command.Snooze(request.getBy(), until, request.getNote()),
        violations);
  }

  public Uni<Incident> assign(AssignIncidentRequest request) {
    Violations violations = new Violations();
    who("assignee", request.getAssignee(), violations);
    return said(
        request.getIncidentId(),
        new Command.Assign(request.getBy(), request.getAssignee(), request.getNote()),
        violations);
  }

  public Uni<Incident> resolve(ResolveIncidentRequest request) {
    Violations violations = new Violations();
    if (request.getNote().isBlank()) {
      violations.add("note", ErrorReason.ERROR_REASON_REQUIRED, "say why");
    }
    return said(
        request.getIncidentId(),
        new Command.Resolve(request.getBy(), request.getNote()),
        violations);
  }

  public Uni<Incident> reopen(ReopenIncidentRequest request) {
    Violations violations = new Violations();
    return said(
        request.getIncidentId(),
        new Command.Reopen(request.getBy(), request.getNote()),
        violations);
  }

  private Uni<Incident> said(String incident, Command command, Violations violations) {
    Caller caller = Caller.current();
    UUID id = NameCheck.id("incident_id", incident, "name the incident", violations);
    who("by", command.by(), violations);
    NameCheck.text("note", command.note(), NOTE, violations);
    violations.throwIfAny();
    return transactions.run(caller.tenantId(), tx -> say(tx, Actors.of(caller), id, command));
  }

  /**
   * Applies a person's word in the transaction of its tenant, and tells it in the audit trail
   * unless it changes nothing.
   *
   * @throws Refusal NOT_FOUND, or FAILED_PRECONDITION when it cannot be said of the incident
   */
  public Incident say(Tx tx, AuditActor actor, UUID id, Command command) {
    CauseKey cause = cause(tx, id);
    HeldIncidents incidents = HeldIncidents.lock(tx, policy, List.of(cause), List.of(id));
    var before = incidents.now(id);
    if (command instanceof Command.Reopen && !incidents.isLast(id)) {
      throw refused("There is a newer incident of the same cause. Look at that one.");
    }
    if (!incidents.said(id, command, clock.instant())) {
      throw refused("The incident is resolved. Reopen it if it is not over.");
    }
    incidents.write(tx);
    if (!incidents.now(id).equals(before)) {
      trail.record(tx, cause.tenantId(), actor, AuditedCommands.change(id, command));
    }
    return IncidentRows.find(tx, id).orElseThrow(() -> Incidents.unknown(id));
  }

  private static CauseKey cause(Tx tx, UUID id) {
    for (Row row :
        tx.query(
            "select tenant_id, cause from alerting.incident where incident_id = $1",
            Tuple.of(id))) {
      return new CauseKey(row.getString(0), row.getString(1));
    }
    throw Incidents.unknown(id);
  }

  private static Refusal refused(String message) {
    return Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
        .message(message);
  }

  private static void who(String path, String who, Violations violations) {
    if (who.isBlank()) {
      violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "say who");
    }
    NameCheck.text(path, who, WHO, violations);
  }

  private Instant until(SnoozeIncidentRequest request, Violations violations) {
    Instant now = clock.instant();
    Timestamp asked = request.getUntilTime();
    boolean told = asked.getNanos() >= 0 && asked.getNanos() < 1_000_000_000;
    long seconds = asked.getSeconds() - now.getEpochSecond();
    if (!request.hasUntilTime()) {
      violations.add("until_time", ErrorReason.ERROR_REASON_REQUIRED, "say until when");
    } else if (!told || seconds <= 0 || seconds > LONGEST.toSeconds()) {
      violations.add(
          "until_time", ErrorReason.ERROR_REASON_TIME_RANGE, "in the future, within 366 days");
    } else {
      return ProtoTime.instant(asked);
    }
    return now;
  }
}
