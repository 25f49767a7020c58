package io.barometer.routing.mute;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What became of reading a time interval as a person writes it. */
public sealed interface TimeIntervalReading {

  /** It can be asked. */
  record Accepted(TimeInterval interval) implements TimeIntervalReading {}

  /** It cannot; everything that is wrong. */
  record Rejected(List<Problem> problems) implements TimeIntervalReading {}

  /**
   * One thing that is wrong.
   *
   * @param path of the field, for example {@code spans[0].weekdays[1]}
   * @param text what to write instead
   */
  record Problem(String path, String text) {}

  /** Reads an interval; an empty zone is UTC. */
  static TimeIntervalReading of(String name, String zone, List<SpanText> spans) {
    TimeIntervalReader reader = new TimeIntervalReader();
    ZoneId place = reader.zone(zone);
    List<Span> read = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      read.add(reader.span("spans[" + i + "].", spans.get(i)));
    }
    if (spans.isEmpty()) {
      reader.problems().add(new Problem("spans", "name at least one span"));
    }
    return reader.problems().isEmpty()
        ? new Accepted(new TimeInterval(name, place, read))
        : new Rejected(List.copyOf(reader.problems()));
  }
}
