package io.barometer.routing.group;

import java.util.List;
import java.util.UUID;

/**
 * One message about a group, for each of its receivers.
 *
 * @param number 1 for the group's first; group, receiver and number make the id of the notification
 * @param firing every alert that fires and is not quiet, oldest told first
 * @param over the alerts that are over since they were told
 * @param news whether something fires that was not told before
 */
public record Notice(
    int number,
    Kind kind,
    boolean news,
    List<UUID> firing,
    List<UUID> over,
    List<String> receivers) {

  /** Why it is told. */
  public enum Kind {
    /** Something fires, and nothing was told to fire before. */
    OPENED,
    /** What fires is not what was told. */
    UPDATED,
    /** The same still fires, and nobody acknowledged. */
    REPEATED,
    /** Nobody acknowledged in time: others are told. */
    ESCALATED,
    /** Nothing fires any more. */
    RESOLVED
  }

  public Notice {
    firing = List.copyOf(firing);
    over = List.copyOf(over);
    receivers = List.copyOf(receivers);
  }
}
