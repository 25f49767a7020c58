package io.barometer.model.scorecard;

/** Tenths of a point as text. */
public final class Tenths {
  private Tenths() {}

  /** For example 740 → "74.0", −5 → "-0.5". */
  public static String text(int tenths) {
    int size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + "." + size % 10;
  }
}
