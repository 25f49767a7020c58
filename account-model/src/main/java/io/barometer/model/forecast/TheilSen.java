package io.barometer.model.forecast;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A straight line through the score of the origin. Its slope is the median of the slopes between
 * all pairs of days, so that more than a quarter of the days may be outliers without moving it far:
 * H. Theil, A rank-invariant method of linear and polynomial regression analysis, Indagationes
 * Mathematicae 12 (1950); P. K. Sen, Estimates of the regression coefficient based on Kendall's
 * tau, JASA 63 (1968).
 */
final class TheilSen {
  private TheilSen() {}

  static IntToDoubleFunction line(Recent recent) {
    double slope = slope(recent);
    return ahead -> slope * ahead;
  }

  private static double slope(Recent recent) {
    int known = recent.known();
    double[] slopes = new double[known * (known - 1) / 2];
    int count = 0;
    for (int i = 0; i < recent.length(); i++) {
      for (int j = i + 1; recent.has(i) && j < recent.length(); j++) {
        if (recent.has(j)) {
          slopes[count++] = (double) (recent.at(j) - recent.at(i)) / (j - i);
        }
      }
    }
    Arrays.sort(slopes);
    return (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
  }
}
