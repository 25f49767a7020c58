package io.barometer.model.scorecard;

/**
 * A figure over the observations of one signal in the window [day − days + 1, day], both ends
 * included.
 *
 * @param days length of the window, 1 to 3,650; a multiple of 7 for {@link Kind#ACTIVE_WEEKS}
 */
public record Windowed(String name, String title, String unit, String signal, Kind kind, int days)
    implements Metric {

  /**
   * Which figure, and when it is missing. "Started" means that the signal has been seen on or
   * before the day.
   */
  public enum Kind {
    /** Observations. Missing until started, then 0 or more. */
    COUNT,
    /** Sum of the values. Missing until started, 0 for an empty window. */
    SUM,
    /** Mean of the values. Missing for an empty window. */
    MEAN,
    /** Smallest value. Missing for an empty window. */
    MIN,
    /** Largest value. Missing for an empty window. */
    MAX,
    /** Latest value, among simultaneous ones the largest. Missing for an empty window. */
    LAST,
    /** Different actors. Missing until an observation named an actor, then 0 or more. */
    DISTINCT_ACTORS,
    /** Different items. Missing until an observation named an item, then 0 or more. */
    DISTINCT_ITEMS,
    /** Days with an observation. Missing until started, then 0 or more. */
    ACTIVE_DAYS,
    /**
     * Slices of 7 days, counted back from the day, with an observation. Missing until started, then
     * 0 or more.
     */
    ACTIVE_WEEKS,
    /** UTC hours with an observation. Missing until started, then 0 or more. */
    UPTIME_HOURS,
    /**
     * Share of the most active actor among observations with an actor, above 0 to 1. Missing when
     * there is none.
     */
    CONCENTRATION,
    /**
     * Days since the most active actor of the window was last active, from 0. Missing when there is
     * none.
     */
    SILENT_CHAMPION
  }
}
