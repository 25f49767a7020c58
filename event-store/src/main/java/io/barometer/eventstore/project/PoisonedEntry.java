package io.barometer.eventstore.project;

import io.barometer.eventstore.LogEntry;

/**
 * An entry that can never be applied: a bug, or bytes that nobody can read. It freezes its stream,
 * not its shard.
 */
public final class PoisonedEntry extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient LogEntry entry;

  public PoisonedEntry(LogEntry entry, Throwable cause) {
    super(cause.toString(), cause);
    this.entry = entry;
  }

  /** The entry. */
  public LogEntry entry() {
    return entry;
  }
}
