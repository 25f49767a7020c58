package io.barometer.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** The same figure from several rounds. */
public record Spread(double median, double least, double most) {

  /** Of at least one value; the median of an even number is the mean of the middle two. */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no rounds");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Of the values given. */
  public static Spread of(double... values) {
    return of(Arrays.stream(values).boxed().toList());
  }
}
