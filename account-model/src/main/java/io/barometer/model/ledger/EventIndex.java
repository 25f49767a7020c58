package io.barometer.model.ledger;

import io.barometer.model.history.Day;
import io.barometer.model.history.Observation;
import io.barometer.model.scorecard.DerivedSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the events of an account that a part of its score reads. Answers newest first. */
final class EventIndex {
  private static final Comparator<PastEvent> NEWEST_FIRST =
      Comparator.comparing(PastEvent::occurredAt).thenComparing(PastEvent::id).reversed();

  /** One observation of an event. */
  private record Seen(PastEvent event, Observation observation, long day) {}

  private final Map<String, List<Seen>> bySignal = new HashMap<>();
  private final Map<String, List<PastEvent>> byFact = new HashMap<>();

  EventIndex(Collection<PastEvent> events) {
    List<PastEvent> ordered = new ArrayList<>(events);
    ordered.sort(NEWEST_FIRST);
    for (PastEvent event : ordered) {
      for (Observation observation : event.observations()) {
        bySignal
            .computeIfAbsent(observation.signal(), signal -> new ArrayList<>())
            .add(new Seen(event, observation, Day.of(observation.occurredAt())));
      }
      for (String fact : event.facts().keySet()) {
        byFact.computeIfAbsent(fact, name -> new ArrayList<>()).add(event);
      }
    }
  }

  /** Of these events those that count on a day. */
  Set<PastEvent> counting(Reads reads, Predicate<PastEvent> these, long day) {
    Set<PastEvent> found = new LinkedHashSet<>();
    for (Use use : reads.uses) {
      for (Seen seen : of(reads, use)) {
        if (these.test(seen.event) && place(use, seen, day) != 0) {
          found.add(seen.event);
        }
      }
    }
    for (String fact : reads.facts) {
      byFact.getOrDefault(fact, List.of()).stream().filter(these).forEach(found::add);
    }
    return found;
  }

  /** Of these events those that count otherwise on a later day than before. */
  Set<PastEvent> aged(Reads reads, Predicate<PastEvent> these, long before, long after) {
    Set<PastEvent> found = new LinkedHashSet<>();
    for (Use use : reads.uses) {
      List<PastEvent> moved = new ArrayList<>();
      for (Seen seen : of(reads, use)) {
        if (these.test(seen.event) && place(use, seen, before) != place(use, seen, after)) {
          moved.add(seen.event);
        }
      }
      found.addAll(deciding(use, moved));
    }
    for (String fact : reads.facts) {
      byFact.getOrDefault(fact, List.of()).stream().filter(these).limit(1).forEach(found::add);
    }
    return found;
  }

  private static List<PastEvent> deciding(Use use, List<PastEvent> moved) {
    return switch (use) {
      case Use.Window _, Use.TwoWindows _, Use.Fading _ -> moved;
      case Use.Latest _ -> moved.subList(0, Math.min(1, moved.size()));
      case Use.First _ -> moved.subList(Math.max(0, moved.size() - 1), moved.size());
    };
  }

  private List<Seen> of(Reads reads, Use use) {
    for (DerivedSignal part : reads.card.signals()) {
      if (part.name().equals(use.signal())) {
        return bySignal.getOrDefault(part.of(), List.of()).stream()
            .filter(seen -> takes(part, seen))
            .toList();
      }
    }
    return bySignal.getOrDefault(use.signal(), List.of());
  }

  private static boolean takes(DerivedSignal part, Seen seen) {
    Observation of = seen.observation;
    return part.filter().accepts(of.item(), of.actor(), of.micros(), seen.event.attributes());
  }

  private static long place(Use use, Seen seen, long day) {
    return seen.day > day ? 0 : use.place(day - seen.day);
  }
}
