package io.barometer.eventstore.append;

/** Times as microseconds since 1970, exact in both directions. */
public final class Micros {

  private Micros() {}

  /** SQL for the microseconds of a timestamptz column. */
  public static String of(String column) {
    return "(extract(epoch from " + column + ") * 1000000)::bigint";
  }

  /** SQL for the timestamptz of microseconds. */
  public static String toTime(String micros) {
    return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
  }
}
