package io.barometer.launcher.show;

/** Heights of a line that is one character high. */
final class Sparks {
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

  private Sparks() {}

  /** The height of a value between 0 and the most; a blank for 0. */
  static char of(int value, int most) {
    if (value <= 0 || most <= 0) {
      return ' ';
    }
    return HEIGHTS.charAt(Math.ceilDiv(value * HEIGHTS.length(), most) - 1);
  }
}
