package io.barometer.model.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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

  byte[] encode(SortedMap<String, SignalHistory> signals, SortedMap<String, FactTimeline> facts) {
    TreeMap<String, List<DayBucket>> present = new TreeMap<>();
    signals.forEach((name, signal) -> collect(name, signal.days(), present));
    out.unsigned(VERSION);
    int[] actors = dictionary(present, actorNames, bucket -> bucket.actors);
    int[] items = dictionary(present, itemNames, bucket -> bucket.items);
    out.unsigned(present.size());
    present.forEach((name, buckets) -> signal(name, buckets, actors, items));
    facts(facts);
    return out.toBytes();
  }

  private void collect(String name, DayBuckets days, SortedMap<String, List<DayBucket>> present) {
    List<DayBucket> buckets = new ArrayList<>();
    for (int i = days.firstFrom(firstDay); i <= days.lastUpTo(lastDay); i++) {
      buckets.add(days.at(i));
    }
    if (!buckets.isEmpty()) {
      present.put(name, buckets);
    }
  }

  /** Writes the names that occur, sorted, and gives for each id its place among them. */
  private int[] dictionary(
      SortedMap<String, List<DayBucket>> present, Names names, Function<DayBucket, Tally> part) {
    IdSet used = new IdSet(names.size());
    present.values().forEach(days -> days.forEach(day -> used.addAll(part.apply(day))));
    TreeMap<String, Integer> sorted = new TreeMap<>();
    used.forEach(id -> sorted.put(names.name(id), id));
    out.unsigned(sorted.size());
    int[] places = new int[names.size()];
    int place = 0;
    for (Map.Entry<String, Integer> name : sorted.entrySet()) {
      out.text(name.getKey());
      places[name.getValue()] = place++;
    }
    return places;
  }

  private void signal(String name, List<DayBucket> buckets, int[] actors, int[] items) {
    out.text(name);
    out.unsigned(buckets.size());
    for (DayBucket bucket : buckets) {
      numbers(bucket);
      tally(bucket.actors, actors);
      tally(bucket.items, items);
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

  private void tally(Tally tally, int[] places) {
    long[] placed = new long[tally.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = ((long) places[tally.id(i)] << 32) | tally.count(i);
    }
    Arrays.sort(placed);
    out.unsigned(placed.length);
    for (long entry : placed) {
      out.unsigned(entry >>> 32);
      out.unsigned(entry & 0xFFFF_FFFFL);
    }
  }

  private void facts(SortedMap<String, FactTimeline> facts) {
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
