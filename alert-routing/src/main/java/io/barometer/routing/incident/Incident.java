package io.barometer.routing.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of one cause, as far as decisions need to know.
 *
 * @param severity the highest since it opened or reopened: 1 info, 2 warning, 3 critical
 * @param open how many of its alerts are not over
 * @param acknowledgedBy empty unless acknowledged
 * @param assignee empty when nobody's
 * @param snoozedUntil null unless snoozed
 * @param resolvedAt null unless resolved
 */
public record Incident(
    State state,
    int severity,
    int open,
    String acknowledgedBy,
    String assignee,
    @Nullable Instant snoozedUntil,
    @Nullable Instant resolvedAt) {

  /** Where it is in its life. */
  public enum State {
    FIRING,
    ACKNOWLEDGED,
    SNOOZED,
    RESOLVED
  }

  /** It is not over, and nobody has said anything. */
  Incident firing(int highest, int alerts) {
    return new Incident(State.FIRING, highest, alerts, "", assignee, null, null);
  }

  Incident acknowledged(String by) {
    return new Incident(State.ACKNOWLEDGED, severity, open, by, assignee, null, null);
  }

  Incident snoozed(Instant until) {
    return new Incident(State.SNOOZED, severity, open, "", assignee, until, null);
  }

  Incident resolved(int alerts, Instant at) {
    return new Incident(State.RESOLVED, severity, alerts, "", assignee, null, at);
  }

  Incident assigned(String to) {
    return new Incident(state, severity, open, acknowledgedBy, to, snoozedUntil, resolvedAt);
  }

  Incident with(int alerts) {
    return new Incident(
        state, severity, alerts, acknowledgedBy, assignee, snoozedUntil, resolvedAt);
  }
}
