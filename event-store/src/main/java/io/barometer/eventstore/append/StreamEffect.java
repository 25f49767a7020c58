package io.barometer.eventstore.append;

/** What an event does to the stream it is appended to. */
public enum StreamEffect {
  /** Nothing more than growing it. */
  NONE,
  /** It may be the first event even where streams are not created by any event. */
  OPENS,
  /** The stream takes no more events after it. */
  ARCHIVES,
  /** The stream takes events again. */
  RESTORES,
  /**
   * The platform's own: opens its stream, and is stored even when the append that carries it is
   * refused.
   */
  PLATFORM
}
