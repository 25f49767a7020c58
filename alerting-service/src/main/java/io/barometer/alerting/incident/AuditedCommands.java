package io.barometer.alerting.incident;

import com.google.protobuf.Message;
import io.barometer.audit.Change;
import io.barometer.edge.ProtoTime;
import io.barometer.proto.alerting.v1.AcknowledgeIncidentRequest;
import io.barometer.proto.alerting.v1.AssignIncidentRequest;
import io.barometer.proto.alerting.v1.ReopenIncidentRequest;
import io.barometer.proto.alerting.v1.ResolveIncidentRequest;
import io.barometer.proto.alerting.v1.SnoozeIncidentRequest;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.routing.incident.Command;
import java.util.UUID;

/** What people say of incidents as the audit trail tells it, whichever way they say it. */
final class AuditedCommands {
  private AuditedCommands() {}

  static Change change(UUID incident, Command command) {
    return Change.of(
        action(command),
        "incident " + incident,
        command.note(),
        request(incident.toString(), command));
  }

  private static AuditAction action(Command command) {
    return switch (command) {
      case Command.Acknowledge _ -> AuditAction.AUDIT_ACTION_INCIDENT_ACKNOWLEDGED;
      case Command.Snooze _ -> AuditAction.AUDIT_ACTION_INCIDENT_SNOOZED;
      case Command.Assign _ -> AuditAction.AUDIT_ACTION_INCIDENT_ASSIGNED;
      case Command.Resolve _ -> AuditAction.AUDIT_ACTION_INCIDENT_RESOLVED;
      case Command.Reopen _ -> AuditAction.AUDIT_ACTION_INCIDENT_REOPENED;
    };
  }

  /** The request that says the same. */
  private static Message request(String id, Command command) {
    return switch (command) {
      case Command.Acknowledge(String by, String note) ->
          AcknowledgeIncidentRequest.newBuilder().setIncidentId(id).setBy(by).setNote(note).build();
      case Command.Snooze snooze ->
          SnoozeIncidentRequest.newBuilder()
              .setIncidentId(id)
              .setBy(snooze.by())
              .setUntilTime(ProtoTime.timestamp(snooze.until()))
              .setNote(snooze.note())
              .build();
      case Command.Assign(String by, String assignee, String note) ->
          AssignIncidentRequest.newBuilder()
              .setIncidentId(id)
              .setBy(by)
              .setAssignee(assignee)
              .setNote(note)
              .build();
      case Command.Resolve(String by, String note) ->
          ResolveIncidentRequest.newBuilder().setIncidentId(id).setBy(by).setNote(note).build();
      case Command.Reopen(String by, String note) ->
          ReopenIncidentRequest.newBuilder().setIncidentId(id).setBy(by).setNote(note).build();
    };
  }
}
