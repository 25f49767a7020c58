package io.barometer.model.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, reduced to what scoring reads.
 *
 * @param signal what kind of thing, for example {@code activity}
 * @param occurredAt when it happened
 * @param micros its value × 10<sup>6</sup>
 * @param actor who did it; null when nobody in particular ({@code ""} counts as null)
 * @param item what it was done with, for example a feature; null when nothing in particular
 */
public record Observation(
    String signal, Instant occurredAt, long micros, @Nullable String actor, @Nullable String item) {

  public Observation {
    actor = actor == null || actor.isEmpty() ? null : actor;
    item = item == null || item.isEmpty() ? null : item;
  }
}
