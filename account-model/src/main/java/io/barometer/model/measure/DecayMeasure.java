package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.scorecard.DecayedPoints;
import java.util.OptionalDouble;

/**
 * Σ points × 0.5^(age / half-life), from a table of weights by age that ends where a weight falls
 * below 10⁻⁶.
 */
final class DecayMeasure implements Measure {
  private static final double LEAST_WEIGHT = 1e-6;

  private final String signal;
  private final double points;
  private final double[] weights;

  DecayMeasure(DecayedPoints metric) {
    signal = metric.signal();
    points = metric.points();
    weights = weights(metric.halfLifeDays());
  }

  @Override
  public OptionalDouble value(AccountHistory history, long day) {
    SignalHistory observed = history.signal(signal);
    return observed.firstDay() > day
        ? OptionalDouble.empty()
        : OptionalDouble.of(points * observed.weighedCount(day, weights));
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = history.signal(signal).lastDay();
    return last == Long.MIN_VALUE ? last : last + weights.length;
  }

  private static double[] weights(double halfLife) {
    int ages = 1;
    while (weight(ages, halfLife) >= LEAST_WEIGHT) {
      ages++;
    }
    double[] weights = new double[ages];
    for (int age = 0; age < ages; age++) {
      weights[age] = weight(age, halfLife);
    }
    return weights;
  }

  private static double weight(int age, double halfLife) {
    return StrictMath.pow(0.5, age / halfLife);
  }
}
