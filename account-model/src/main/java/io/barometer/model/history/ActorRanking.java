package io.barometer.model.history;

import java.util.Optional;

/** Counts each actor's observations over some buckets and finds the most active one. */
final class ActorRanking {
  private final DayBuckets days;
  private final Names names;
  private final long[] counts;

  ActorRanking(DayBuckets days, Names names) {
    this.days = days;
    this.names = names;
    this.counts = new long[names.size()];
  }

  Optional<TopActor> top(int start, int end) {
    long total = countAll(start, end);
    if (total == 0) {
      return Optional.empty();
    }
    int top = first(counts, names);
    return Optional.of(new TopActor(names.name(top), counts[top], total, lastDay(top, start, end)));
  }

  private long countAll(int start, int end) {
    long total = 0;
    for (int i = start; i <= end; i++) {
      Tally actors = days.at(i).actors;
      for (int a = 0; a < actors.size(); a++) {
        counts[actors.id(a)] += actors.count(a);
        total = Math.addExact(total, actors.count(a));
      }
    }
    return total;
  }

  /** The id with the largest count; of equals the one whose name comes first. */
  static int first(long[] counts, Names names) {
    int first = 0;
    for (int id = 1; id < counts.length; id++) {
      boolean before =
          counts[id] > counts[first]
              || (counts[id] == counts[first]
                  && counts[id] > 0
                  && names.name(id).compareTo(names.name(first)) < 0);
      first = before ? id : first;
    }
    return first;
  }

  private long lastDay(int id, int start, int end) {
    int at = end;
    while (at > start && !days.at(at).actors.contains(id)) {
      at--;
    }
    return days.at(at).day;
  }
}
