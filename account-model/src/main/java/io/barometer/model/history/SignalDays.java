package io.barometer.model.history;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One signal over consecutive days: a figure of {@link SignalHistory} or {@link ItemSelection} for
 * each of the windows that end on one of these days, bit for bit the same, in one pass instead of
 * one search per window. A figure that is missing is {@link Double#NaN}. For one thread; opened
 * again for every account, so that its tables are made once.
 *
 * <p>What can be subtracted is a difference of two totals. What cannot (different actors, extremes)
 * enters a sliding window day by day and leaves it again.
 */
public final class SignalDays {
  private final int reach;
  private final @Nullable Predicate<String> test;
  private final DayTotals totals = new DayTotals();
  private DayBuckets days = new DayBuckets();
  private Names actorNames = new Names();
  private Names itemNames = new Names();
  private @Nullable ItemTaker taker;
  private long firstDay;
  private int length;

  private SignalDays(int reach, @Nullable Predicate<String> test) {
    this.reach = reach;
    this.test = test;
  }

  /** For windows of at most so many days. */
  public static SignalDays within(int reach) {
    return new SignalDays(reach, null);
  }

  /** The same for the items that a test takes; there are counts, days and items of them only. */
  public static SignalDays within(int reach, Predicate<String> test) {
    return new SignalDays(reach, test);
  }

  /** Takes a signal and the days on which windows end; forgets the one before. */
  public void open(SignalHistory signal, long firstDay, int length) {
    this.days = signal.days();
    this.actorNames = signal.actorNames();
    this.itemNames = signal.itemNames();
    this.taker = test == null ? null : new ItemTaker(itemNames, test);
    this.firstDay = firstDay;
    this.length = length;
    totals.open(days, taker, firstDay, length, reach);
  }

  /** Observations in the window. */
  public void counts(int window, double[] into) {
    differences(totals.counts(), window, into);
  }

  /** Sum of the values in the window. */
  public void sums(int window, double[] into) {
    differences(totals.sums(), window, into);
    for (int i = 0; i < length; i++) {
      into[i] = into[i] / 1e6;
    }
  }

  /** Mean of the values in the window; missing without an observation. */
  public void means(int window, double[] into) {
    sums(window, into);
    long[] through = totals.counts();
    for (int i = 0; i < length; i++) {
      long count = total(through, i) - total(through, i - window);
      into[i] = count == 0 ? Double.NaN : into[i] / count;
    }
  }

  /** Days of the window with an observation. */
  public void activeDays(int window, double[] into) {
    differences(totals.active(), window, into);
  }

  /** Slices of seven days, counted back from the day, with an observation. */
  public void activeWeeks(int window, double[] into) {
    long[] through = totals.active();
    for (int i = 0; i < length; i++) {
      int weeks = 0;
      for (int end = i; end - 7 >= i - window; end -= 7) {
        weeks += total(through, end) > total(through, end - 7) ? 1 : 0;
      }
      into[i] = weeks;
    }
  }

  /** UTC hours of the window with an observation. */
  public void activeHours(int window, double[] into) {
    differences(totals.hours(), window, into);
  }

  /** Smallest value in the window; missing without an observation. */
  public void least(int window, double[] into) {
    slide(window, SlidingExtreme.least(), into);
  }

  /** Largest value in the window; missing without an observation. */
  public void most(int window, double[] into) {
    slide(window, SlidingExtreme.most(), into);
  }

  /** Latest value in the window; missing without an observation. */
  public void last(int window, double[] into) {
    for (int i = 0; i < length; i++) {
      int end = totals.buckets(i);
      boolean inside = end > totals.buckets(i - window);
      into[i] = inside ? days.at(end - 1).lastMicros / 1e6 : Double.NaN;
    }
  }

  /** Different actors in the window. */
  public void distinctActors(int window, double[] into) {
    slide(window, new SlidingIds(actorNames.size(), day -> day.actors, null), into);
  }

  /** Different items in the window. */
  public void distinctItems(int window, double[] into) {
    slide(window, new SlidingIds(itemNames.size(), day -> day.items, taker), into);
  }

  /** Share of the most active actor in the window; missing when it names none. */
  public void concentration(int window, double[] into) {
    slide(window, SlidingTop.share(actorNames), into);
  }

  /** Days since the most active actor of the window was last active; missing when it names none. */
  public void silence(int window, double[] into) {
    slide(window, SlidingTop.silence(actorNames), into);
  }

  /** Days since the last observation up to each day, however old; missing without one. */
  public void sinceLast(double[] into) {
    int read = totals.buckets(0);
    int last = read - 1;
    while (last >= 0 && !taken(last)) {
      last--;
    }
    for (int i = 0; i < length; i++) {
      for (int end = totals.buckets(i); read < end; read++) {
        last = taken(read) ? read : last;
      }
      into[i] = last < 0 ? Double.NaN : firstDay + i - days.dayAt(last);
    }
  }

  private boolean taken(int bucket) {
    return taker == null || taker.taken(days.at(bucket).items) > 0;
  }

  private long total(long[] through, int day) {
    int place = totals.place(day);
    return place < 0 ? 0 : through[place];
  }

  private void differences(long[] through, int window, double[] into) {
    int shift = totals.place(0);
    int before = totals.place(-window);
    int begun = Math.clamp(-(long) shift, 0, length);
    int whole = Math.clamp(-(long) before, begun, length);
    Arrays.fill(into, 0, begun, 0);
    for (int i = begun; i < whole; i++) {
      into[i] = through[i + shift];
    }
    for (int i = whole; i < length; i++) {
      into[i] = through[i + shift] - through[i + before];
    }
  }

  private void slide(int window, Sliding sliding, double[] into) {
    int left = totals.buckets(-window);
    int entered = left;
    for (int i = 0; i < length; i++) {
      for (int end = totals.buckets(i); entered < end; entered++) {
        sliding.enter(days.at(entered));
      }
      for (int begin = totals.buckets(i - window); left < begin; left++) {
        sliding.leave(days.at(left));
      }
      into[i] = sliding.value(firstDay + i);
    }
  }
}
