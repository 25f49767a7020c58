package io.barometer.model.ledger;

import java.util.ArrayList;
import java.util.List;

/** Stops on the way from one score to another, and what the legs between them did. */
final class Way {
  private final List<Stop> stops = new ArrayList<>();

  void add(Stop stop) {
    stops.add(stop);
  }

  /** The parts of the change, leg by leg. */
  Ledger attributed(EventIndex index) {
    List<LedgerEntry> entries = new ArrayList<>();
    List<Stop> way = passable();
    boolean scored = way.getFirst().score().known() && way.getLast().score().known();
    for (int i = 1; i < way.size(); i++) {
      entries.addAll(new Leg(way.get(i - 1), way.get(i), index, scored).entries());
    }
    return new Ledger(way.getFirst().score(), way.getLast().score(), entries);
  }

  /** The stops without those between the ends at which there is no score. */
  private List<Stop> passable() {
    List<Stop> way = new ArrayList<>();
    Stop skipped = null;
    for (int i = 0; i < stops.size(); i++) {
      Stop stop = skipped == null ? stops.get(i) : stops.get(i).past(skipped);
      boolean end = i == 0 || i == stops.size() - 1;
      if (end || stop.score().known()) {
        way.add(stop);
        skipped = null;
      } else {
        skipped = stop;
      }
    }
    return way;
  }
}
