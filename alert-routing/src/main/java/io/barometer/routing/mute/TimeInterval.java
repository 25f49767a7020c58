package io.barometer.routing.mute;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Times of the week or year in a place's own time, by name. Built by {@link TimeIntervalReading}.
 */
public final class TimeInterval {
  private final String name;
  private final ZoneId zone;
  private final List<Span> spans;

  TimeInterval(String name, ZoneId zone, List<Span> spans) {
    this.name = name;
    this.zone = zone;
    this.spans = List.copyOf(spans);
  }

  public String name() {
    return name;
  }

  /** Whether the moment lies in one of its spans. */
  public boolean contains(Instant moment) {
    LocalDateTime there = LocalDateTime.ofInstant(moment, zone);
    return spans.stream().anyMatch(span -> span.contains(there));
  }
}
