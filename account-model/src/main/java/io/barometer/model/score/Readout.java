package io.barometer.model.score;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rules may read besides the score. What is missing is left out.
 *
 * @param metrics those that the scorecard reads, by name
 * @param groups results of dimensions and the groups inside them by name, 0 to 100
 */
public record Readout(SortedMap<String, Double> metrics, SortedMap<String, Double> groups) {
  public Readout {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }
}
