package io.barometer.scoring.project;

import org.jspecify.annotations.Nullable;

/**
 * What made scores be told.
 *
 * @param position up to which events are in the scores
 * @param traceParent to continue; null when nobody records it
 */
record Cause(long position, @Nullable String traceParent) {

  static Cause of(StoredEvent event) {
    String parent = event.entry().traceParent();
    return new Cause(
        event.entry().position(), parent != null && parent.endsWith("-01") ? parent : null);
  }
}
