package io.barometer.signals;

import com.google.type.Money;

/** Fixed point: millionths, so that sums are exact and independent of order. */
final class Micros {
  static final long ONE = 1_000_000;
  private static final double LIMIT = 9e12;

  private Micros() {}

  /**
   * @throws IllegalArgumentException when the value is not finite or above 9e12 in size
   */
  static long of(double value) {
    if (!(value >= -LIMIT && value <= LIMIT)) {
      throw new IllegalArgumentException("a number outside the range of fixed point");
    }
    return (long) StrictMath.rint(value * ONE);
  }

  static long of(boolean value) {
    return value ? ONE : 0;
  }

  static long of(Money money) {
    return Math.addExact(Math.multiplyExact(money.getUnits(), ONE), money.getNanos() / 1_000);
  }
}
