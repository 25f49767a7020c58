package io.barometer.eventstore.append;

/** What became of one event. */
public sealed interface Outcome {

  /** It is durable now. */
  record Stored(StoredEvent event) implements Outcome {}

  /** The same content was stored before, at this position. */
  record Repeated(NewEvent event, long position) implements Outcome {}

  /** Why an event was not stored. */
  sealed interface Refused extends Outcome {}

  /** Other content was stored under the same key, at this position. */
  record Conflict(long position) implements Refused {}

  /** The account is unknown and is not opened by this event. */
  record AccountUnknown() implements Refused {}

  /** The account is archived. */
  record AccountArchived() implements Refused {}

  /** The stream is not at the version that the caller expected. */
  record VersionConflict(long expected, long actual) implements Refused {}
}
