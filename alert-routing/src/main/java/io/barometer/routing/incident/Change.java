package io.barometer.routing.incident;

import java.time.Instant;

/**
 * A line of an incident's history.
 *
 * @param by who; empty when it follows from the score log
 * @param time of the log where it follows from the log, else of the clock on the wall
 */
public record Change(Kind kind, String by, Instant time, String note) {

  /** What happened. */
  public enum Kind {
    /** The first alert fired. */
    OPENED,
    /** An alert more severe than all before joined: it fires again. */
    RAISED,
    ACKNOWLEDGED,
    SNOOZED,
    /** The snooze is over, and alerts still fire. */
    WOKEN,
    ASSIGNED,
    RESOLVED,
    REOPENED
  }
}
