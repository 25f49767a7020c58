package io.barometer.routing.group;

import java.util.UUID;

/**
 * An alert of a group.
 *
 * @param firing false when it is over
 * @param quiet whether a silence, a snooze or another alert keeps it quiet now
 * @param acknowledged whether somebody takes care of it
 * @param told what was told of it last
 */
public record Member(UUID alert, boolean firing, boolean quiet, boolean acknowledged, Told told) {

  /** What was told of an alert last. */
  public enum Told {
    NOTHING,
    FIRING,
    OVER
  }

  boolean isNews() {
    return firing ? told != Told.FIRING : told == Told.FIRING;
  }

  /** Nothing will ever have to be told of it again. */
  boolean isDone() {
    return !firing && told != Told.FIRING;
  }
}
