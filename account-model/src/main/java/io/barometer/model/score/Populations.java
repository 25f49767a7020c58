package io.barometer.model.score;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The populations of one scorecard as of a day.
 *
 * @param portfolio all accounts
 * @param segments segment name to its accounts
 * @param least a population of fewer accounts ranks nobody
 */
public record Populations(Population portfolio, SortedMap<String, Population> segments, int least) {
  /** Nobody. */
  public static final Populations NONE = new Populations(Population.of(), new TreeMap<>());

  public Populations {
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
  }

  /** Populations of whatever size. */
  public Populations(Population portfolio, SortedMap<String, Population> segments) {
    this(portfolio, segments, 1);
  }

  @Nullable Population of(String segment) {
    return segments.get(segment);
  }
}
