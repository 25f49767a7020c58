package io.barometer.routing.quiet;

import io.barometer.routing.match.Labels;
import io.barometer.routing.match.Matcher;
import java.time.Instant;
import java.util.List;

/**
 * Keeps alerts quiet for a while.
 *
 * @param matchers all must match; at least one
 * @param from the first moment
 * @param to the first moment after
 */
public record Silence(String id, List<Matcher> matchers, Instant from, Instant to) {

  public Silence {
    matchers = List.copyOf(matchers);
  }

  /** Whether it holds at this moment. */
  public boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(to);
  }

  /** Whether it keeps this alert quiet at this moment. */
  public boolean silences(Labels labels, Instant now) {
    return holds(now) && Matcher.all(matchers, labels);
  }
}
