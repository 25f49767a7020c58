package io.barometer.ingestion.record;

import io.barometer.edge.Caller;
import io.barometer.edge.EventScope;
import io.barometer.edge.Refusal;
import io.barometer.edge.event.EventTypes;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.grpc.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds events against what a credential may record. An event names its own source and type; a
 * retraction acts on an event of any source, so a credential of some sources may record none.
 */
final class RecordingRights {

  private RecordingRights() {}

  /**
   * Checks a whole batch.
   *
   * @throws Refusal PERMISSION_DENIED for the first event that the caller may not record
   */
  static void check(Caller caller, List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      Refusal refusal = refusal(caller, events.get(i), "events[" + i + "]");
      if (refusal != null) {
        throw refusal;
      }
    }
  }

  /** Why the caller may not record an event, or null when it may. */
  static @Nullable Refusal refusal(Caller caller, Event event, String path) {
    EventScope scope = caller.events();
    if (scope.equals(EventScope.ALL)) {
      return null;
    }
    String type = EventTypes.name(event.getPayloadCase());
    if (!scope.hasSource(event.getSource())) {
      return denied(path + ".source", "source:" + event.getSource());
    }
    if (!scope.hasType(type) || (event.hasEventRetracted() && !scope.sources().isEmpty())) {
      return denied(path, "type:" + type);
    }
    Event replacement = event.getEventRetracted().getReplacement();
    String replaced = EventTypes.name(replacement.getPayloadCase());
    return event.getEventRetracted().hasReplacement() && !scope.hasType(replaced)
        ? denied(path + ".event_retracted.replacement", "type:" + replaced)
        : null;
  }

  private static Refusal denied(String path, String scope) {
    return Refusal.of(Status.Code.PERMISSION_DENIED, ErrorReason.ERROR_REASON_PERMISSION_DENIED)
        .message(path + ": the credential may not record events of " + scope + ".")
        .meta("scope", scope)
        .violation(path, ErrorReason.ERROR_REASON_PERMISSION_DENIED, "needs the scope " + scope);
  }
}
