package io.barometer.launcher.show;

import java.math.BigDecimal;

/** Points in tenths, as people and programs read them: one decimal. */
public final class Points {
  private Points() {}

  /** For example "74.0". */
  public static String text(int tenths) {
    return decimal(tenths).toPlainString();
  }

  /** With its sign, for example "+3.1", "-4.0" or "0.0". */
  public static String change(int tenths) {
    return tenths > 0 ? "+" + text(tenths) : text(tenths);
  }

  /** The number with exactly one decimal. */
  public static BigDecimal decimal(int tenths) {
    return BigDecimal.valueOf(tenths, 1);
  }
}
