package io.barometer.model.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/**
 * One signal of one account, day by day. Windows are closed: both {@code from} and {@code to}
 * belong to them. Reading changes nothing, so any number of threads may read while none writes.
 */
public final class SignalHistory {
  private final Names actorNames;
  private final Names itemNames;
  private final UnfoldingDays unfolding = new UnfoldingDays();
  private long firstActorDay = Long.MAX_VALUE;
  private long firstItemDay = Long.MAX_VALUE;

  SignalHistory(Names actorNames, Names itemNames) {
    this.actorNames = actorNames;
    this.itemNames = itemNames;
  }

  /** The first day with an observation; {@link Long#MAX_VALUE} when there is none. */
  public long firstDay() {
    return unfolding.first();
  }

  /** The last day with an observation; {@link Long#MIN_VALUE} when there is none. */
  public long lastDay() {
    return unfolding.last();
  }

  /**
   * The first day with an observation that names an actor; {@link Long#MAX_VALUE} when there is
   * none.
   */
  public long firstActorDay() {
    return firstActorDay;
  }

  /**
   * The first day with an observation that names an item; {@link Long#MAX_VALUE} when there is
   * none.
   */
  public long firstItemDay() {
    return firstItemDay;
  }

  /** The last day with an observation on or before a day. */
  public OptionalLong lastDayUpTo(long day) {
    return unfolding.lastUpTo(day);
  }

  /** Observations in the window. */
  public long count(long from, long to) {
    DayBuckets days = since(from);
    return days.countThrough(days.lastUpTo(to)) - days.countThrough(days.firstFrom(from) - 1);
  }

  /** Sum of the values in the window × 10<sup>6</sup>. */
  public long sumMicros(long from, long to) {
    DayBuckets days = since(from);
    return days.sumThrough(days.lastUpTo(to)) - days.sumThrough(days.firstFrom(from) - 1);
  }

  /** Smallest value in the window × 10<sup>6</sup>; empty without an observation. */
  public OptionalLong minMicros(long from, long to) {
    DayBuckets days = since(from);
    long min = Long.MAX_VALUE;
    int end = days.lastUpTo(to);
    int start = days.firstFrom(from);
    for (int i = start; i <= end; i++) {
      min = Math.min(min, days.at(i).minMicros);
    }
    return start <= end ? OptionalLong.of(min) : OptionalLong.empty();
  }

  /** Largest value in the window × 10<sup>6</sup>; empty without an observation. */
  public OptionalLong maxMicros(long from, long to) {
    DayBuckets days = since(from);
    long max = Long.MIN_VALUE;
    int end = days.lastUpTo(to);
    int start = days.firstFrom(from);
    for (int i = start; i <= end; i++) {
      max = Math.max(max, days.at(i).maxMicros);
    }
    return start <= end ? OptionalLong.of(max) : OptionalLong.empty();
  }

  /**
   * Latest value in the window × 10<sup>6</sup>, among simultaneous ones the largest; empty without
   * an observation.
   */
  public OptionalLong lastMicros(long from, long to) {
    DayBuckets days = since(from);
    int at = days.lastUpTo(to);
    boolean inside = at >= 0 && days.at(at).day >= from;
    return inside ? OptionalLong.of(days.at(at).lastMicros) : OptionalLong.empty();
  }

  /** Days of the window with at least one observation. */
  public int activeDays(long from, long to) {
    DayBuckets days = since(from);
    return Math.max(0, days.lastUpTo(to) - days.firstFrom(from) + 1);
  }

  /** Slices of seven days, counted back from {@code to}, with at least one observation. */
  public int activeWeeks(long to, int weeks) {
    int active = 0;
    for (int week = 0; week < weeks; week++) {
      long end = to - 7L * week;
      active += activeDays(end - 6, end) > 0 ? 1 : 0;
    }
    return active;
  }

  /** UTC hours of the window with at least one observation. */
  public int activeHours(long from, long to) {
    DayBuckets days = since(from);
    int hours = 0;
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      hours += Integer.bitCount(days.at(i).hours);
    }
    return hours;
  }

  /** Different actors in the window. */
  public int distinctActors(long from, long to) {
    DayBuckets days = since(from);
    int start = days.firstFrom(from);
    int end = days.lastUpTo(to);
    WindowIds seen = new WindowIds(actorNames.size(), days.actorsAt(start, end));
    for (int i = start; i <= end; i++) {
      seen.addAll(days.at(i).actors);
    }
    return seen.size();
  }

  /** Different items in the window. */
  public int distinctItems(long from, long to) {
    DayBuckets days = since(from);
    int start = days.firstFrom(from);
    int end = days.lastUpTo(to);
    WindowIds seen = new WindowIds(itemNames.size(), days.itemsAt(start, end));
    for (int i = start; i <= end; i++) {
      seen.addAll(days.at(i).items);
    }
    return seen.size();
  }

  /** Hands over every item of the window with its day, oldest first, each once a day. */
  public void items(long from, long to, ObjLongConsumer<String> reader) {
    DayBuckets days = since(from);
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      Tally items = days.at(i).items;
      for (int n = 0; n < items.size(); n++) {
        reader.accept(itemNames.name(items.id(n)), days.at(i).day);
      }
    }
  }

  /** The items that a test takes. */
  public ItemSelection items(Predicate<String> test) {
    return new ItemSelection(this, itemNames, test);
  }

  /** The most active actor of the window; empty when no observation in it names one. */
  public Optional<TopActor> topActor(long from, long to) {
    DayBuckets days = since(from);
    return new ActorRanking(days, actorNames).top(days.firstFrom(from), days.lastUpTo(to));
  }

  /** Observations up to a day, faded with age. */
  public double faded(long day, Fade fade) {
    return fade.on(since(day - fade.days() + 1), day);
  }

  /** A table that holds all days from one on, and perhaps some before. */
  DayBuckets since(long day) {
    return unfolding.since(day);
  }

  /** The moment of the last observation; there must be one. */
  Instant lastMoment() {
    DayBuckets days = since(unfolding.last());
    DayBucket last = days.at(days.size() - 1);
    return Day.moment(last.day, last.lastNano);
  }

  /** Adds the months that hold anything. */
  void months(Set<Integer> months) {
    unfolding.months(months);
  }

  Names actorNames() {
    return actorNames;
  }

  Names itemNames() {
    return itemNames;
  }

  void add(long day, long nano, Observation observation) {
    DayBucket bucket = unfolding.open(day);
    bucket.add(nano, observation.micros());
    if (observation.actor() != null) {
      bucket.addActor(actorNames.idOf(observation.actor()), 1);
    }
    if (observation.item() != null) {
      bucket.addItem(itemNames.idOf(observation.item()), 1);
    }
    settle(bucket, 1, observation.micros());
  }

  /**
   * Takes a bucket with other ids: {@code actorIds} and {@code itemIds} give the ids of this
   * account for them.
   */
  void add(DayBucket other, int[] actorIds, int[] itemIds) {
    DayBucket bucket = unfolding.open(other.day);
    bucket.addAll(other, id -> actorIds[id], id -> itemIds[id]);
    settle(bucket, other.count, other.sumMicros);
  }

  void addAll(SignalHistory other, int[] actorIds, int[] itemIds) {
    DayBuckets days = other.unfolding.all();
    for (int i = 0; i < days.size(); i++) {
      add(days.at(i), actorIds, itemIds);
    }
  }

  /**
   * Takes a month as it was stored.
   *
   * @param actorDay its first day that names an actor; {@link Long#MAX_VALUE} when none does
   * @param itemDay likewise for an item
   */
  void take(StoredDays month, long actorDay, long itemDay) {
    unfolding.take(month);
    firstActorDay = Math.min(firstActorDay, actorDay);
    firstItemDay = Math.min(firstItemDay, itemDay);
  }

  private void settle(DayBucket bucket, long more, long micros) {
    unfolding.changed(bucket.day, more, micros);
    if (bucket.actors.size() > 0) {
      firstActorDay = Math.min(firstActorDay, bucket.day);
    }
    if (bucket.items.size() > 0) {
      firstItemDay = Math.min(firstItemDay, bucket.day);
    }
  }
}
