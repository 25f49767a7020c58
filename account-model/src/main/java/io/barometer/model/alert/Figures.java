package io.barometer.model.alert;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was told with a score besides the score. What is not known is left out.
 *
 * @param coveragePercent share of the scorecard's weight that had data; {@link AlertInput#MISSING}
 *     when it was not told
 * @param metrics by name
 * @param groups results of dimensions and groups by name, 0 to 100
 * @param facts of the profile by name
 */
public record Figures(
    int coveragePercent,
    SortedMap<String, Double> metrics,
    SortedMap<String, Double> groups,
    SortedMap<String, String> facts) {

  /** Nothing was told. */
  public static final Figures NONE = new Figures(AlertInput.MISSING, Map.of(), Map.of(), Map.of());

  public Figures(
      int coveragePercent,
      Map<String, Double> metrics,
      Map<String, Double> groups,
      Map<String, String> facts) {
    this(
        coveragePercent,
        (SortedMap<String, Double>) new TreeMap<>(metrics),
        new TreeMap<>(groups),
        new TreeMap<>(facts));
  }

  public Figures {
    metrics = Collections.unmodifiableSortedMap(metrics);
    groups = Collections.unmodifiableSortedMap(groups);
    facts = Collections.unmodifiableSortedMap(facts);
  }
}
