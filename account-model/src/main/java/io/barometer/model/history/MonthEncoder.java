package io.barometer.model.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes one month: version 1, a sorted dictionary of actors, one of items, then signals and facts
 * by name. A signal has a bit for each of its days (0 = the first of the month), its totals, the
 * first days with an actor and with an item, and the length of what follows: these days, ascending,
 * each by {@link DayEncoder}. So a reader can leave them where they are.
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
    signals.forEach((name, signal) -> collect(name, signal.since(firstDay), present));
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
    long days = 0;
    long count = 0;
    long sum = 0;
    var encoder = new DayEncoder(actors, items);
    for (DayBucket bucket : buckets) {
      days |= 1L << (bucket.day - firstDay);
      count += bucket.count;
      sum += bucket.sumMicros;
      encoder.write(bucket);
    }
    byte[] bytes = encoder.toBytes();
    out.text(name);
    out.unsigned(days);
    out.unsigned(count);
    out.signed(sum);
    out.unsigned(place(buckets, bucket -> bucket.actors));
    out.unsigned(place(buckets, bucket -> bucket.items));
    out.unsigned(bytes.length);
    out.bytes(bytes);
  }

  /** The first day of the month that names an actor or an item, from 1 on; 0 for none. */
  private long place(List<DayBucket> buckets, Function<DayBucket, Tally> part) {
    for (DayBucket bucket : buckets) {
      if (part.apply(bucket).size() > 0) {
        return bucket.day - firstDay + 1;
      }
    }
    return 0;
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
