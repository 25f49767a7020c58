package io.barometer.model.effect;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What followed completed runs after some days. The interval of the difference is Student's, 95 %,
 * over the pairs' differences.
 *
 * @param unmatched completed runs without a similar untreated account
 * @param open completed runs of which the day to compare is not known yet
 */
public record Effect(int days, List<Pair> pairs, int unmatched, int open) {
  /** Fewer pairs say nothing. */
  public static final int FEWEST = 10;

  public Effect {
    pairs = List.copyOf(pairs);
  }

  /** Whether there are too few pairs to say anything. */
  public boolean tooFew() {
    return pairs.size() < FEWEST;
  }

  /** The mean change of treated accounts, in tenths. */
  public double treated() {
    return mean(Pair::change);
  }

  /** The mean change of those like them, in tenths. */
  public double untreated() {
    return mean(Pair::otherChange);
  }

  /** The mean difference, in tenths. */
  public double difference() {
    return mean(Pair::difference);
  }

  /** Half the width of the interval around the difference, in tenths. Needs two pairs. */
  public double halfWidth() {
    double mean = difference();
    double squares = 0;
    for (Pair pair : pairs) {
      double off = pair.difference() - mean;
      squares += off * off;
    }
    int freedom = pairs.size() - 1;
    return StudentT.quantile(freedom) * StrictMath.sqrt(squares / freedom / pairs.size());
  }

  private double mean(ToDoubleFunction<Pair> figure) {
    double sum = 0;
    for (Pair pair : pairs) {
      sum += figure.applyAsDouble(pair);
    }
    return sum / pairs.size();
  }
}
