package io.barometer.routing.incident;

import java.time.Instant;

/** What a person says of an incident. */
public sealed interface Command {

  /** Who says it. */
  String by();

  /** For people; may be empty. */
  String note();

  /** I take care. */
  record Acknowledge(String by, String note) implements Command {}

  /** Keep quiet until then. */
  record Snooze(String by, Instant until, String note) implements Command {}

  /** It is theirs. */
  record Assign(String by, String assignee, String note) implements Command {}

  /** It is over. */
  record Resolve(String by, String note) implements Command {}

  /** It is not over. */
  record Reopen(String by, String note) implements Command {}
}
