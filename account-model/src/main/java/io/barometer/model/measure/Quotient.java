package io.barometer.model.measure;

import org.jspecify.annotations.Nullable;

/** A division in which a zero divisor gives what was declared, and nothing without it. */
final class Quotient {
  private Quotient() {}

  static double of(double over, double under, double factor, @Nullable Double whenZero) {
    if (Double.isNaN(over) || Double.isNaN(under)) {
      return Double.NaN;
    }
    if (under == 0) {
      return whenZero == null ? Double.NaN : whenZero;
    }
    double quotient = factor * over / under;
    return Double.isFinite(quotient) ? quotient : Double.NaN;
  }
}
