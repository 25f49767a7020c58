package io.barometer.model.score;

import java.util.List;

/**
 * The weights of the inputs that count, after those without a value were left out: first inside
 * their dimension, so that a dimension keeps its weight while any of its inputs counts, then a
 * dimension without any among the dimensions. Input i of dimension d weighs W(d) × w(i) / S(d) with
 * S(d) the counted weight of its dimension; over the common denominator of all S(d) that is a whole
 * number, and what is computed from it is exact.
 */
final class EffectiveWeights {

  /**
   * The largest common denominator with which tenths × 10⁹ × weights fit into a long. Beyond it,
   * which takes several dimensions with odd weights and gaps at once, weights are rounded down to
   * this fineness.
   */
  private static final long FINEST = 40_000;

  private EffectiveWeights() {}

  /**
   * Weighs.
   *
   * @param inputs all inputs, dimension after dimension
   * @param counts which of them count
   * @return whole weights in the order of the inputs, 0 for what does not count
   */
  static long[] of(List<WeighedInput> inputs, boolean[] counts) {
    long[] weights = new long[counts.length];
    long denominator = 1;
    for (int from = 0, to; from < counts.length; from = to) {
      to = end(inputs, from);
      denominator = lcm(denominator, parts(inputs, counts, from, to));
    }
    for (int from = 0, to; from < counts.length; from = to) {
      to = end(inputs, from);
      long sum = sum(inputs, counts, from, to);
      for (int i = from; i < to; i++) {
        weights[i] = counts[i] ? inputs.get(i).weight() * denominator / sum : 0;
      }
    }
    return weights;
  }

  private static int end(List<WeighedInput> inputs, int from) {
    int to = from + 1;
    while (to < inputs.size() && inputs.get(to).dimension() == inputs.get(from).dimension()) {
      to++;
    }
    return to;
  }

  private static long sum(List<WeighedInput> inputs, boolean[] counts, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i] ? inputs.get(i).input().weight() : 0;
    }
    return sum;
  }

  /**
   * Into how many equal parts the dimension falls: its counted weight over their common divisor.
   */
  private static long parts(List<WeighedInput> inputs, boolean[] counts, int from, int to) {
    long divisor = 0;
    for (int i = from; i < to; i++) {
      divisor = counts[i] ? gcd(divisor, inputs.get(i).input().weight()) : divisor;
    }
    return divisor == 0 ? 1 : sum(inputs, counts, from, to) / divisor;
  }

  private static long lcm(long a, long b) {
    return Math.min(FINEST, a / gcd(a, b) * b);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
