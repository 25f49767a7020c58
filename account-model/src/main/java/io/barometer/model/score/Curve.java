package io.barometer.model.score;

import io.barometer.model.scorecard.Normaliser;
import java.util.function.DoubleUnaryOperator;

/**
 * Straight lines between corners that lie in arrays, for many values of one metric: what {@link
 * Normaliser.Points} gives, bit for bit.
 */
final class Curve implements DoubleUnaryOperator {
  private final double[] x;
  private final double[] y;

  private Curve(Normaliser.Points points) {
    x = points.points().stream().mapToDouble(Normaliser.Point::x).toArray();
    y = points.points().stream().mapToDouble(Normaliser.Point::y).toArray();
  }

  /** Any normaliser, as quick as it can be. */
  static DoubleUnaryOperator of(Normaliser normaliser) {
    return normaliser instanceof Normaliser.Points points
        ? new Curve(points)
        : normaliser::normalise;
  }

  @Override
  public double applyAsDouble(double value) {
    if (value <= x[0]) {
      return clamp(y[0]);
    }
    for (int i = 1; i < x.length; i++) {
      if (value <= x[i]) {
        double share = (value - x[i - 1]) / (x[i] - x[i - 1]);
        return clamp(y[i - 1] + (y[i] - y[i - 1]) * share);
      }
    }
    return clamp(y[y.length - 1]);
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
