package io.barometer.model.scorecard;

/** A number derived from an account's history as of a day. */
public sealed interface Metric
    permits Windowed, DecayedPoints, TimeSince, Age, FactNumber, DaysUntil, Ratio, Change, Derived {

  /** Name inside the scorecard: lower-case letters, digits and {@code _}. */
  String name();

  /**
   * How people call it, in the plural and lower case where grammar allows, for example "active
   * users".
   */
  String title();

  /** Unit of the value, for example "users"; may be empty. */
  String unit();
}
