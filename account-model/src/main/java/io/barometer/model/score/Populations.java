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
 */
public record Populations(Population portfolio, SortedMap<String, Population> segments) {
  /** Nobody. */
  public static final Populations NONE = new Populations(Population.of(), new TreeMap<>());

  public Populations {
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
  }

  @Nullable Population of(String segment) {
    return segments.get(segment);
  }
}
