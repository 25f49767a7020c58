package io.barometer.model.scorecard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled condition on one observation. Two are equal when their sources are. */
public interface ObservationFilter {
  /** The text it was compiled from, in its canonical spelling. */
  String source();

  /** Whether it reads the item and nothing else. */
  boolean readsItemOnly();

  /** Whether the observation belongs to it. */
  boolean accepts(
      @Nullable String item, @Nullable String actor, long micros, Map<String, String> attributes);
}
