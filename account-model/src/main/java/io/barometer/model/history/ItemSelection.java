package io.barometer.model.history;

import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Some items of one signal, counted from the exact counts per item and day. Windows are closed, as
 * in {@link SignalHistory}. The same few items come back day after day, so the answers for those
 * met last are kept in a table of fixed size; others are asked for again. For one thread.
 */
public final class ItemSelection {
  private static final int KEPT = 32;

  private final SignalHistory signal;
  private final Names names;
  private final Predicate<String> test;

  /** Id + 1 when the item is taken, −1 − id when it is not, 0 for nothing yet; at id mod 32. */
  private final int[] kept = new int[KEPT];

  ItemSelection(SignalHistory signal, Names names, Predicate<String> test) {
    this.signal = signal;
    this.names = names;
    this.test = test;
  }

  /** Observations with one of the items. */
  public long count(long from, long to) {
    DayBuckets days = signal.since(from);
    int start = days.firstFrom(from);
    int end = days.lastUpTo(to);
    long count = 0;
    for (int i = start; i <= end; i++) {
      Tally items = days.at(i).items;
      for (int n = 0; n < items.size(); n++) {
        count += takes(items.id(n)) ? items.count(n) : 0;
      }
    }
    return count;
  }

  /** Days with one of the items. */
  public int activeDays(long from, long to) {
    DayBuckets days = signal.since(from);
    int start = days.firstFrom(from);
    int end = days.lastUpTo(to);
    int active = 0;
    for (int i = start; i <= end; i++) {
      active += holdsOne(days.at(i)) ? 1 : 0;
    }
    return active;
  }

  /** Slices of seven days, counted back from {@code to}, with one of the items. */
  public int activeWeeks(long to, int weeks) {
    int active = 0;
    for (int week = 0; week < weeks; week++) {
      long end = to - 7L * week;
      active += activeDays(end - 6, end) > 0 ? 1 : 0;
    }
    return active;
  }

  /** How many of the items occur. */
  public int distinctItems(long from, long to) {
    DayBuckets days = signal.since(from);
    int start = days.firstFrom(from);
    int end = days.lastUpTo(to);
    WindowIds seen = new WindowIds(names.size(), days.itemsAt(start, end));
    for (int i = start; i <= end; i++) {
      Tally items = days.at(i).items;
      for (int n = 0; n < items.size(); n++) {
        if (takes(items.id(n))) {
          seen.add(items.id(n));
        }
      }
    }
    return seen.size();
  }

  /** The last day on or before a day with one of the items. */
  public OptionalLong lastDayUpTo(long day) {
    DayBuckets days = signal.since(Long.MIN_VALUE);
    int at = days.lastUpTo(day);
    while (at >= 0 && !holdsOne(days.at(at))) {
      at--;
    }
    return at < 0 ? OptionalLong.empty() : OptionalLong.of(days.at(at).day);
  }

  private boolean takes(int id) {
    int place = id & KEPT - 1;
    if (kept[place] == id + 1) {
      return true;
    }
    if (kept[place] == -1 - id) {
      return false;
    }
    boolean takes = test.test(names.name(id));
    kept[place] = takes ? id + 1 : -1 - id;
    return takes;
  }

  private boolean holdsOne(DayBucket day) {
    Tally items = day.items;
    for (int n = 0; n < items.size(); n++) {
      if (takes(items.id(n))) {
        return true;
      }
    }
    return false;
  }
}
