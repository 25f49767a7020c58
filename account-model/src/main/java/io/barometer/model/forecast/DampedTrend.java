package io.barometer.model.forecast;

import java.util.function.IntToDoubleFunction;

/**
 * Exponential smoothing with a trend that loses a part of itself every day: C. C. Holt, Forecasting
 * seasonals and trends by exponentially weighted moving averages (1957); E. S. Gardner and E.
 * McKenzie, Forecasting trends in time series, Management Science 31 (1985).
 *
 * <pre>
 * error = score − (level + φ × trend)
 * level = level + φ × trend + α × error
 * trend = φ × trend + α × β × error
 * score in n days = level + (φ + φ² + … + φⁿ) × trend
 * </pre>
 *
 * <p>α, β and φ are those of a small grid whose one-day forecasts erred least, in squares, over the
 * days themselves; of equal ones the first, which follows least. A day without a score moves the
 * level along the trend.
 */
final class DampedTrend {
  private static final double[] ALPHA = {0.1, 0.2, 0.4, 0.8};
  private static final double[] BETA = {0.02, 0.05, 0.1, 0.2};
  private static final double[] PHI = {0.9, 0.95, 0.98};

  private final double alpha;
  private final double beta;
  private final double phi;
  private double level;
  private double trend;
  private double squares;

  private DampedTrend(double alpha, double beta, double phi) {
    this.alpha = alpha;
    this.beta = beta;
    this.phi = phi;
  }

  static IntToDoubleFunction fitted(Recent recent) {
    var best = new DampedTrend(ALPHA[0], BETA[0], PHI[0]);
    best.follow(recent);
    for (double alpha : ALPHA) {
      for (double beta : BETA) {
        for (double phi : PHI) {
          var one = new DampedTrend(alpha, beta, phi);
          one.follow(recent);
          best = one.squares < best.squares ? one : best;
        }
      }
    }
    return best::ahead;
  }

  private void follow(Recent recent) {
    int first = 0;
    while (!recent.has(first)) {
      first++;
    }
    level = recent.at(first);
    for (int i = first + 1; i < recent.length(); i++) {
      double expected = level + phi * trend;
      double error = recent.has(i) ? recent.at(i) - expected : 0;
      level = expected + alpha * error;
      trend = phi * trend + alpha * beta * error;
      squares += error * error;
    }
  }

  private double ahead(int days) {
    double damped = 1;
    double moved = level;
    for (int i = 0; i < days; i++) {
      damped *= phi;
      moved += damped * trend;
    }
    return moved;
  }
}
