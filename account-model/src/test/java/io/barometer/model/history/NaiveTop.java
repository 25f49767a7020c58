package io.barometer.model.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The most active actor, counted the slow way. */
final class NaiveTop {
  private NaiveTop() {}

  static Optional<String> of(List<Observation> named) {
    Map<String, Long> counts = new TreeMap<>();
    named.forEach(event -> counts.merge(Objects.requireNonNull(event.actor()), 1L, Long::sum));
    Comparator<Map.Entry<String, Long>> mostFirst =
        Comparator.comparingLong(entry -> -entry.getValue());
    return counts.entrySet().stream()
        .min(mostFirst.thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  static TopActor figures(List<Observation> named, String name) {
    List<Observation> own = named.stream().filter(event -> name.equals(event.actor())).toList();
    long last = own.stream().mapToLong(event -> Day.of(event.occurredAt())).max().orElseThrow();
    return new TopActor(name, own.size(), named.size(), last);
  }
}
