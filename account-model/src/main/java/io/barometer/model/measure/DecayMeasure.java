package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.DecayedPoints;

/**
 * Σ points × 0.5^(age / half-life), from a table of weights by age that ends where a weight falls
 * below 10⁻⁶.
 */
final class DecayMeasure implements Measure {
  private static final double LEAST_WEIGHT = 1e-6;

  private final Source source;
  private final double points;
  private final double[] weights;

  DecayMeasure(DecayedPoints metric, Source source) {
    this.source = source;
    points = metric.points();
    weights = weights(metric.halfLifeDays());
  }

  @Override
  public double value(AccountHistory history, long day) {
    return source.known(history).firstDay() > day
        ? Double.NaN
        : points * source.counted(history).weighedCount(day, weights);
  }

  @Override
  public void column(Columns days, double[] into) {
    AccountHistory history = days.history();
    source.counted(history).weighedCounts(days.firstDay(), days.length(), weights, into);
    for (int i = 0; i < days.length(); i++) {
      into[i] = points * into[i];
    }
    days.missingBefore(source.known(history).firstDay(), into);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = source.lastDay(history);
    return last == Long.MIN_VALUE ? last : last + weights.length;
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return source.lastSeen(history, day);
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
