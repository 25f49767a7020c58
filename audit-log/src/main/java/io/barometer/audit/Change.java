package io.barometer.audit;

import com.google.protobuf.Message;
import io.barometer.proto.audit.v1.AuditAction;

/**
 * A change that is made, as its entry tells it.
 *
 * @param target of what, as the action's comment says
 * @param reason why; empty when nobody said
 * @param detail the request as JSON, without secrets
 * @param cause the id of the event that brought it; empty when none did
 */
public record Change(
    AuditAction action, String target, String reason, String detail, String cause) {

  /** PostgreSQL keeps no NUL. */
  public Change {
    target = target.replace('\0', ' ');
    reason = reason.replace('\0', ' ');
  }

  /** A change that a request asked for; its secrets are left out. */
  public static Change of(AuditAction action, String target, String reason, Message request) {
    return new Change(action, target, reason, RequestJson.of(request), "");
  }

  /** The same without a reason. */
  public static Change of(AuditAction action, String target, Message request) {
    return of(action, target, "", request);
  }

  /** A change that an event brought. */
  public static Change caused(
      AuditAction action, String target, String reason, Message event, String eventId) {
    return new Change(action, target, reason, RequestJson.of(event), eventId);
  }
}
