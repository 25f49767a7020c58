package io.barometer.model.score;

/** Parts in tenths that add up to a whole exactly, by the largest remainder. */
final class Remainders {
  private Remainders() {}

  /**
   * Rounds numerators[i] × 1 / denominator down and gives what is missing of the whole to the
   * largest remainders, equal ones in order.
   *
   * @param rounded what the parts add up to
   */
  static int[] parts(long[] numerators, long denominator, int rounded) {
    int[] parts = new int[numerators.length];
    long[] remainders = new long[numerators.length];
    int rest = rounded;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (int) Math.floorDiv(numerators[i], denominator);
      remainders[i] = Math.floorMod(numerators[i], denominator);
      rest -= parts[i];
    }
    for (; rest > 0; rest--) {
      int largest = largest(remainders);
      parts[largest]++;
      remainders[largest] = -1;
    }
    return parts;
  }

  /** The quotient, rounded half up. */
  static int halfUp(long numerator, long denominator) {
    return (int) Math.floorDiv(2 * numerator + denominator, 2 * denominator);
  }

  private static int largest(long[] remainders) {
    int largest = 0;
    for (int i = 1; i < remainders.length; i++) {
      largest = remainders[i] > remainders[largest] ? i : largest;
    }
    return largest;
  }
}
