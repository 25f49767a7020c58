package io.barometer.model.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes one month: version 1, a sorted dictionary of actors, one of items, then signals and facts
 * by name, days ascending. Days are days of the month (0 = the first), actors and items are places
 * in the dictionaries, ascending.
 */
final class MonthEncoder {
  static final int VERSION = 1;

  private final long firstDay;
  private final long lastDay;
  private final Names actorNames;
  private final Names itemNames;
  private final ByteWriter out = new ByteWriter();

  MonthEncoder(int month, Names actorNames, Names itemNames) {
    this.firstDay = Day.firstOf(month);
    this.lastDay = Day.firstOf(month + 1) - 1;
    this.actorNames = actorNames;
    this.itemNames = itemNames;
  }

  byte[] encode(TreeMap<String, SignalHistory> signals, TreeMap<String, FactTimeline> facts) {
    TreeMap<String, List<DayBucket>> present = new TreeMap<>();
    signals.forEach((name, signal) -> collect(name, signal.days(), present));
    out.unsigned(VERSION);
    TreeMap<String, Integer> actors = dictionary(present, actorNames, true);
    TreeMap<String, Integer> items = dictionary(present, itemNames, false);
    out.unsigned(present.size());
    present.forEach((name, buckets) -> signal(name, buckets, actors, items));
    facts(facts);
    return out.toBytes();
  }

  private void collect(String name, DayBuckets days, TreeMap<String, List<DayBucket>> present) {
    List<DayBucket> buckets = new ArrayList<>();
    for (int i = days.firstFrom(firstDay); i <= days.lastUpTo(lastDay); i++) {
      buckets.add(days.at(i));
    }
    if (!buckets.isEmpty()) {
      present.put(name, buckets);
    }
  }

  private TreeMap<String, Integer> dictionary(
      TreeMap<String, List<DayBucket>> present, Names names, boolean ofActors) {
    TreeSet<String> used = new TreeSet<>();
    for (List<DayBucket> buckets : present.values()) {
      for (DayBucket bucket : buckets) {
        Tally tally = ofActors ? bucket.actors : bucket.items;
        for (int i = 0; i < tally.size(); i++) {
          used.add(names.name(tally.id(i)));
        }
      }
    }
    out.unsigned(used.size());
    TreeMap<String, Integer> places = new TreeMap<>();
    for (String name : used) {
      places.put(name, places.size());
      out.text(name);
    }
    return places;
  }

  private void signal(
      String name,
      List<DayBucket> buckets,
      TreeMap<String, Integer> actors,
      TreeMap<String, Integer> items) {
    out.text(name);
    out.unsigned(buckets.size());
    for (DayBucket bucket : buckets) {
      numbers(bucket);
      tally(bucket.actors, actorNames, actors);
      tally(bucket.items, itemNames, items);
    }
  }

  private void numbers(DayBucket bucket) {
    out.unsigned(bucket.day - firstDay);
    out.unsigned(bucket.count);
    out.signed(bucket.sumMicros);
    out.signed(bucket.minMicros);
    out.signed(bucket.maxMicros);
    out.unsigned(bucket.lastNano);
    out.signed(bucket.lastMicros);
    out.unsigned(bucket.hours);
  }

  private void tally(Tally tally, Names names, TreeMap<String, Integer> dictionary) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < tally.size(); i++) {
      Integer place = dictionary.get(names.name(tally.id(i)));
      counts.put(place == null ? -1 : place, tally.count(i));
    }
    out.unsigned(counts.size());
    counts.forEach(
        (place, count) -> {
          out.unsigned(place);
          out.unsigned(count);
        });
  }

  private void facts(TreeMap<String, FactTimeline> facts) {
    TreeMap<String, FactTimeline> present = new TreeMap<>(facts);
    present.values().removeIf(fact -> fact.days().subMap(firstDay, lastDay + 1).isEmpty());
    out.unsigned(present.size());
    present.forEach(
        (name, fact) -> {
          out.text(name);
          out.unsigned(fact.days().subMap(firstDay, lastDay + 1).size());
          fact.days().subMap(firstDay, lastDay + 1).forEach(this::word);
        });
  }

  private void word(long day, FactTimeline.Word word) {
    out.unsigned(day - firstDay);
    out.unsigned(word.nano());
    out.text(word.tieBreak());
    out.text(word.value());
  }
}
