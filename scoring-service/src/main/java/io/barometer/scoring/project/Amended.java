package io.barometer.scoring.project;

import io.barometer.model.ledger.PastEvent;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.signals.EventSignals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of an account twice: without what earlier retractions took back, and without what one
 * more takes back. A replacement stands where the event stood that it replaces. Pure.
 *
 * @param retraction the last event
 * @param place the position of the retracted event, or of the one that it replaced
 * @param before what stood until the retraction, by place
 * @param after what stands from then on, by place
 */
record Amended(RecordedEvent retraction, long place, List<Placed> before, List<Placed> after) {

  /** An event at the position from which it counts. */
  record Placed(long position, PastEvent event) {}

  /** The events of an account, of which the last one is a retraction. */
  static Amended of(List<RecordedEvent> events) {
    RecordedEvent last = events.getLast();
    Map<String, Long> places = places(events);
    Set<String> retracted = new HashSet<>();
    for (RecordedEvent event : events.subList(0, events.size() - 1)) {
      if (event.getEvent().hasEventRetracted()) {
        retracted.add(event.getEvent().getEventRetracted().getEventId());
      }
    }
    String target = last.getEvent().getEventRetracted().getEventId();
    List<Placed> before = new ArrayList<>();
    List<Placed> after = new ArrayList<>();
    for (RecordedEvent event : events) {
      if (!retracted.contains(event.getEventId())) {
        Placed placed =
            new Placed(places.getOrDefault(event.getEventId(), 0L), EventSignals.past(event));
        if (event != last) {
          before.add(placed);
        }
        if (!event.getEventId().equals(target)) {
          after.add(placed);
        }
      }
    }
    before.sort(Comparator.comparingLong(Placed::position));
    after.sort(Comparator.comparingLong(Placed::position));
    return new Amended(last, places.getOrDefault(last.getEventId(), 0L), before, after);
  }

  /** Event id to the position from which it counts. */
  private static Map<String, Long> places(List<RecordedEvent> events) {
    Map<String, Long> places = new HashMap<>();
    for (RecordedEvent event : events) {
      EventRetracted retracted = event.getEvent().getEventRetracted();
      places.put(
          event.getEventId(), places.getOrDefault(retracted.getEventId(), event.getPosition()));
    }
    return places;
  }
}
