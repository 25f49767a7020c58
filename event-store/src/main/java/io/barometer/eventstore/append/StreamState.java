package io.barometer.eventstore.append;

/** What the writer knows of a stream. */
record StreamState(long version, boolean archived) {
  static final StreamState NONE = new StreamState(0, false);
}
