package io.barometer.model.history;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/**
 * One signal of one account, day by day. Windows are closed: both {@code from} and {@code to}
 * belong to them. Reading changes nothing, so any number of threads may read while none writes.
 */
public final class SignalHistory {
  private final Names actorNames;
  private final Names itemNames;
  private final DayBuckets days = new DayBuckets();
  private long firstActorDay = Long.MAX_VALUE;
  private long firstItemDay = Long.MAX_VALUE;

  SignalHistory(Names actorNames, Names itemNames) {
    this.actorNames = actorNames;
    this.itemNames = itemNames;
  }

  /** The first day with an observation; {@link Long#MAX_VALUE} when there is none. */
  public long firstDay() {
    return days.size() == 0 ? Long.MAX_VALUE : days.at(0).day;
  }

  /** The last day with an observation; {@link Long#MIN_VALUE} when there is none. */
  public long lastDay() {
    return days.size() == 0 ? Long.MIN_VALUE : days.at(days.size() - 1).day;
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
    int at = days.lastUpTo(day);
    return at < 0 ? OptionalLong.empty() : OptionalLong.of(days.at(at).day);
  }

  /** Observations in the window. */
  public long count(long from, long to) {
    return days.countThrough(days.lastUpTo(to)) - days.countThrough(days.firstFrom(from) - 1);
  }

  /** Sum of the values in the window × 10<sup>6</sup>. */
  public long sumMicros(long from, long to) {
    return days.sumThrough(days.lastUpTo(to)) - days.sumThrough(days.firstFrom(from) - 1);
  }

  /** Smallest value in the window × 10<sup>6</sup>; empty without an observation. */
  public OptionalLong minMicros(long from, long to) {
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
    int at = days.lastUpTo(to);
    boolean inside = at >= 0 && days.at(at).day >= from;
    return inside ? OptionalLong.of(days.at(at).lastMicros) : OptionalLong.empty();
  }

  /** Days of the window with at least one observation. */
  public int activeDays(long from, long to) {
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
    int hours = 0;
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      hours += Integer.bitCount(days.at(i).hours);
    }
    return hours;
  }

  /** Different actors in the window. */
  public int distinctActors(long from, long to) {
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
    return new ItemSelection(days, itemNames, test);
  }

  /** The most active actor of the window; empty when no observation in it names one. */
  public Optional<TopActor> topActor(long from, long to) {
    return new ActorRanking(days, actorNames).top(days.firstFrom(from), days.lastUpTo(to));
  }

  /** Observations up to a day, faded with age. */
  public double faded(long day, Fade fade) {
    return fade.on(days, day);
  }

  /** The same on each of consecutive days, bit for bit. */
  public void faded(long firstDay, int length, Fade fade, double[] into) {
    fade.on(days, firstDay, length, into);
  }

  DayBuckets days() {
    return days;
  }

  Names actorNames() {
    return actorNames;
  }

  Names itemNames() {
    return itemNames;
  }

  void add(long day, long nano, Observation observation) {
    DayBucket bucket = days.open(day);
    bucket.add(nano, observation.micros());
    if (observation.actor() != null) {
      bucket.actors.add(actorNames.idOf(observation.actor()), 1);
    }
    if (observation.item() != null) {
      bucket.items.add(itemNames.idOf(observation.item()), 1);
    }
    settle(bucket);
  }

  /**
   * Takes a bucket with other ids: {@code actorIds} and {@code itemIds} give the ids of this
   * account for them.
   */
  void add(DayBucket other, int[] actorIds, int[] itemIds) {
    DayBucket bucket = days.open(other.day);
    bucket.addNumbers(other);
    bucket.actors.addAll(other.actors, actorIds);
    bucket.items.addAll(other.items, itemIds);
    settle(bucket);
  }

  void addAll(SignalHistory other, int[] actorIds, int[] itemIds) {
    for (int i = 0; i < other.days.size(); i++) {
      add(other.days.at(i), actorIds, itemIds);
    }
  }

  /** The same with buckets that nobody uses any more. */
  void takeAll(SignalHistory other, int[] actorIds, int[] itemIds) {
    for (int i = 0; i < other.days.size(); i++) {
      DayBucket bucket = other.days.at(i);
      if (days.has(bucket.day)) {
        add(bucket, actorIds, itemIds);
      } else {
        bucket.actors.rename(actorIds);
        bucket.items.rename(itemIds);
        addNew(bucket);
      }
    }
  }

  /** Takes a bucket with the ids of this account, for a day that has none yet. */
  boolean addNew(DayBucket bucket) {
    boolean isNew = days.insert(bucket);
    settle(bucket);
    return isNew;
  }

  private void settle(DayBucket bucket) {
    days.changed(bucket.day);
    if (bucket.actors.size() > 0) {
      firstActorDay = Math.min(firstActorDay, bucket.day);
    }
    if (bucket.items.size() > 0) {
      firstItemDay = Math.min(firstItemDay, bucket.day);
    }
  }
}
