package io.barometer.model.scorecard;

import java.math.BigDecimal;

/** Numbers as text, the shortest that reads back as the same number, without exponents. */
final class Numbers {
  private Numbers() {}

  /** YAML's spelling for what is not finite. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    BigDecimal decimal = BigDecimal.valueOf(value);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
