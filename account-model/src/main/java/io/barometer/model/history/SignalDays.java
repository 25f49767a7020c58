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
  private Names actorNames = new Names();
  private Names itemNames = new Names();
  private SignalHistory signal = new SignalHistory(actorNames, itemNames);
  private DayBuckets days = new DayBuckets();
  private double[] phases = {};
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
    this.signal = signal;
    this.days = signal.since(firstDay - reach);
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
    long[] through = totals.sums();
    int today = totals.place(0);
    int before = totals.place(-window);
    int begun = begun(today);
    Arrays.fill(into, 0, begun, 0);
    for (int i = begun; i < length; i++) {
      into[i] = (through[i + today] - (before + i < 0 ? 0 : through[i + before])) / 1e6;
    }
  }

  /** Mean of the values in the window; missing without an observation. */
  public void means(int window, double[] into) {
    sums(window, into);
    double[] through = totals.counts();
    for (int i = 0; i < length; i++) {
      double count = total(through, i) - total(through, i - window);
      into[i] = count == 0 ? Double.NaN : into[i] / count;
    }
  }

  /** Days of the window with an observation. */
  public void activeDays(int window, double[] into) {
    differences(totals.active(), window, into);
  }

  /** Slices of seven days, counted back from the day, with an observation. */
  public void activeWeeks(int window, double[] into) {
    double[] through = totals.active();
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
    int end = 0;
    double last = Double.NaN;
    for (int i = 0; i < length; i++) {
      if (totals.buckets(i) != end) {
        end = totals.buckets(i);
        last = days.at(end - 1).lastMicros / 1e6;
      }
      into[i] = end > totals.buckets(i - window) ? last : Double.NaN;
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

  /**
   * Observations up to each day, faded with age.
   *
   * @throws ArithmeticException when a phase leaves the range of {@code long}
   */
  public void faded(Fade fade, double[] into) {
    double[] through = totals.counts();
    int size = totals.size();
    if (!Fade.fits(through[size - 1] - through[0])) {
      for (int i = 0; i < length; i++) {
        into[i] = signal.faded(firstDay + i, fade);
      }
      return;
    }
    phases = phases.length < size + fade.phases() ? new double[size + fade.phases()] : phases;
    fade.phases(through, size, phases);
    fade.weigh(phases, totals.place(0) - 1 + fade.phases(), into, length);
  }

  /** Days since the last observation up to each day, however old; missing without one. */
  public void sinceLast(double[] into) {
    DayBuckets all = signal.since(taker == null ? firstDay : Long.MIN_VALUE);
    int read = all.firstFrom(firstDay);
    long last = lastBefore(all, read);
    for (int i = 0; i < length; i++) {
      long day = firstDay + i;
      for (; read < all.size() && all.dayAt(read) <= day; read++) {
        last = taken(all.at(read)) ? all.dayAt(read) : last;
      }
      into[i] = last == Long.MIN_VALUE ? Double.NaN : day - last;
    }
  }

  private long lastBefore(DayBuckets all, int read) {
    if (taker == null) {
      return signal.lastDayUpTo(firstDay - 1).orElse(Long.MIN_VALUE);
    }
    int at = read - 1;
    while (at >= 0 && !taken(all.at(at))) {
      at--;
    }
    return at < 0 ? Long.MIN_VALUE : all.dayAt(at);
  }

  private boolean taken(DayBucket day) {
    return taker == null || taker.taken(day.items) > 0;
  }

  private double total(double[] through, int day) {
    int place = totals.place(day);
    return place < 0 ? 0 : through[place];
  }

  private void differences(double[] through, int window, double[] into) {
    int shift = totals.place(0);
    int before = totals.place(-window);
    int begun = begun(shift);
    int whole = Math.clamp(-(long) before, begun, length);
    Arrays.fill(into, 0, begun, 0);
    System.arraycopy(through, begun + shift, into, begun, whole - begun);
    for (int i = whole; i < length; i++) {
      into[i] = through[i + shift] - through[i + before];
    }
  }

  /** The first day, after the first one, on which there can be something. */
  private int begun(int today) {
    return Math.clamp(-(long) today, 0, length);
  }

  private void slide(int window, Sliding sliding, double[] into) {
    int[] buckets = totals.buckets();
    int today = totals.place(0);
    int before = totals.place(-window);
    int left = totals.buckets(-window);
    int entered = left;
    for (int i = 0; i < length; i++) {
      int end = today + i < 0 ? 0 : buckets[today + i];
      while (entered < end) {
        sliding.enter(days.at(entered++));
      }
      int begin = before + i < 0 ? 0 : buckets[before + i];
      while (left < begin) {
        sliding.leave(days.at(left++));
      }
      into[i] = sliding.value(firstDay + i);
    }
  }
}
