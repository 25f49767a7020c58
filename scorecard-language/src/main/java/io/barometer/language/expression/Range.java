package io.barometer.language.expression;

/** Between which bounds a number can be. */
record Range(double low, double high) {
  static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Range exactly(double value) {
    return new Range(value, value);
  }

  static Range atLeast(double low) {
    return new Range(low, Double.POSITIVE_INFINITY);
  }

  boolean holdsZero() {
    return low <= 0 && high >= 0;
  }

  Range plus(Range other) {
    return new Range(low + other.low, high + other.high);
  }

  Range negated() {
    return new Range(-high, -low);
  }

  Range times(Range other) {
    double[] products = {low * other.low, low * other.high, high * other.low, high * other.high};
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double product : products) {
      if (Double.isNaN(product)) {
        return low >= 0 && other.low >= 0 ? atLeast(0) : ANY;
      }
      least = Math.min(least, product);
      most = Math.max(most, product);
    }
    return new Range(least, most);
  }

  Range over(Range divisor) {
    boolean positive = low >= 0 && divisor.low > 0;
    return positive ? atLeast(0) : ANY;
  }

  Range least(Range other) {
    return new Range(Math.min(low, other.low), Math.min(high, other.high));
  }

  Range most(Range other) {
    return new Range(Math.max(low, other.low), Math.max(high, other.high));
  }

  Range either(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  Range size() {
    return holdsZero() ? atLeast(0) : low > 0 ? this : negated();
  }
}
