package io.barometer.model.whatif;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The values of an account's metrics, some of them assumed. */
final class Values {
  private final ToDoubleFunction<String> read;
  private final SortedMap<String, Double> assumed;

  Values(ToDoubleFunction<String> read) {
    this(read, new TreeMap<>());
  }

  private Values(ToDoubleFunction<String> read, SortedMap<String, Double> assumed) {
    this.read = read;
    this.assumed = assumed;
  }

  Values copy() {
    return new Values(read, new TreeMap<>(assumed));
  }

  /** {@link Double#NaN} when missing. */
  double of(String metric) {
    Double value = assumed.get(metric);
    return value == null ? read.applyAsDouble(metric) : value;
  }

  void set(String metric, double value) {
    assumed.put(metric, value);
  }

  void add(String metric, double more) {
    double value = of(metric);
    set(metric, Double.isNaN(value) ? more : value + more);
  }

  SortedMap<String, Double> assumed() {
    return Collections.unmodifiableSortedMap(assumed);
  }
}
