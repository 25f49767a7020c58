package io.barometer.model.score;

import java.util.Arrays;

/**
 * The weighted averages of many accounts as of a day, among which one is ranked. Fixed: it does not
 * follow the accounts.
 */
public final class Population {
  private final int[] tenths;

  private Population(int[] tenths) {
    this.tenths = tenths;
  }

  /** Takes the averages in tenths, in any order. */
  public static Population of(int... tenths) {
    int[] sorted = tenths.clone();
    Arrays.sort(sorted);
    return new Population(sorted);
  }

  /** How many accounts it holds. */
  public int size() {
    return tenths.length;
  }

  /**
   * The percentile of an average, 0 to 100: the accounts below it and half of those equal to it.
   * Equal averages have the same, the mean of their ranks.
   *
   * @throws ArithmeticException when nobody is in it
   */
  public double percentRank(int average) {
    int below = firstFrom(average);
    int through = firstFrom(average + 1);
    if (tenths.length == 0) {
      throw new ArithmeticException("a rank among nobody");
    }
    return 100.0 * (below + through) / (2.0 * tenths.length);
  }

  private int firstFrom(int average) {
    int low = 0;
    int high = tenths.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tenths[middle] < average) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
