package io.barometer.model.history;

import java.util.OptionalLong;

/**
 * Some items of one signal, counted from the exact counts per item and day. Windows are closed, as
 * in {@link SignalHistory}.
 */
public final class ItemSelection {
  private final DayBuckets days;
  private final boolean[] selected;

  ItemSelection(DayBuckets days, boolean[] selected) {
    this.days = days;
    this.selected = selected;
  }

  /** Observations with one of the items. */
  public long count(long from, long to) {
    long count = 0;
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      Tally items = days.at(i).items;
      for (int n = 0; n < items.size(); n++) {
        count += selected[items.id(n)] ? items.count(n) : 0;
      }
    }
    return count;
  }

  /** Days with one of the items. */
  public int activeDays(long from, long to) {
    int active = 0;
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      active += holdsOne(i) ? 1 : 0;
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
    boolean[] seen = new boolean[selected.length];
    int distinct = 0;
    int end = days.lastUpTo(to);
    for (int i = days.firstFrom(from); i <= end; i++) {
      Tally items = days.at(i).items;
      for (int n = 0; n < items.size(); n++) {
        int id = items.id(n);
        if (selected[id] && !seen[id]) {
          seen[id] = true;
          distinct++;
        }
      }
    }
    return distinct;
  }

  /** The last day on or before a day with one of the items. */
  public OptionalLong lastDayUpTo(long day) {
    int at = days.lastUpTo(day);
    while (at >= 0 && !holdsOne(at)) {
      at--;
    }
    return at < 0 ? OptionalLong.empty() : OptionalLong.of(days.at(at).day);
  }

  private boolean holdsOne(int i) {
    Tally items = days.at(i).items;
    for (int n = 0; n < items.size(); n++) {
      if (selected[items.id(n)]) {
        return true;
      }
    }
    return false;
  }
}
