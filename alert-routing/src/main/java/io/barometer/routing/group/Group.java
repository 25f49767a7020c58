package io.barometer.routing.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a group of alerts on a branch.
 *
 * @param notices how many were told so far
 * @param openedAt when it was told that something fires, after nothing did; null when nothing is
 *     told to fire
 * @param toldAt of the last notice; null before the first one
 * @param escalated how many steps of the escalation were told since it opened
 * @param dueAt when to look at it again; null when only a change of its alerts can matter
 */
public record Group(
    int notices,
    @Nullable Instant openedAt,
    @Nullable Instant toldAt,
    int escalated,
    @Nullable Instant dueAt) {

  /** A group nobody was told of yet. */
  public static final Group NEW = new Group(0, null, null, 0, null);

  /** To be looked at again at that time. */
  public Group due(@Nullable Instant at) {
    return new Group(notices, openedAt, toldAt, escalated, at);
  }
}
