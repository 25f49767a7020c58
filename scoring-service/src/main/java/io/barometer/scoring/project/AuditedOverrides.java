package io.barometer.scoring.project;

import com.google.protobuf.Message;
import io.barometer.audit.Actors;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.AuditTrail.Caused;
import io.barometer.audit.Change;
import io.barometer.eventstore.Tx;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.ScoreOverridden;
import java.util.ArrayList;
import java.util.List;

/**
 * The overrides of a batch, whoever recorded them, for the audit trail. A batch without any costs
 * no statement.
 */
final class AuditedOverrides {
  private final List<Caused> found = new ArrayList<>();

  /** Notes an override or a withdrawal; nothing else. */
  void see(StoredEvent event) {
    if (event.event().hasScoreOverridden()) {
      ScoreOverridden said = event.event().getScoreOverridden();
      add(
          event,
          AuditAction.AUDIT_ACTION_SCORE_OVERRIDDEN,
          said.getAuthor(),
          said.getReason(),
          said);
    } else if (event.event().hasOverrideWithdrawn()) {
      OverrideWithdrawn said = event.event().getOverrideWithdrawn();
      add(
          event,
          AuditAction.AUDIT_ACTION_OVERRIDE_WITHDRAWN,
          said.getAuthor(),
          said.getReason(),
          said);
    }
  }

  /** Notes a retraction of an override or a withdrawal, or one that puts another in its place. */
  void retracted(StoredEvent retraction, List<RecordedEvent> account) {
    EventRetracted said = retraction.event().getEventRetracted();
    boolean about =
        isOverride(said.getReplacement())
            || account.stream()
                .filter(event -> event.getEventId().equals(said.getEventId()))
                .anyMatch(event -> isOverride(event.getEvent()));
    if (about) {
      add(
          retraction,
          AuditAction.AUDIT_ACTION_OVERRIDE_RETRACTED,
          said.getAuthor(),
          said.getReason(),
          said);
    }
  }

  /** Appends what was noted, the last thing that a transaction locks. */
  void write(Tx tx, AuditTrail trail) {
    if (!found.isEmpty()) {
      trail.recordOnce(tx, found);
    }
  }

  private void add(
      StoredEvent event, AuditAction action, String author, String reason, Message said) {
    String target = "account " + event.key().accountId();
    Change change = Change.caused(action, target, reason, said, event.recorded().getEventId());
    AuditActor actor = Actors.event(author, event.event().getSource());
    found.add(new Caused(event.key().tenantId(), actor, change));
  }

  private static boolean isOverride(Event event) {
    return event.hasScoreOverridden()
        || event.hasOverrideWithdrawn()
        || (event.hasEventRetracted() && isOverride(event.getEventRetracted().getReplacement()));
  }
}
