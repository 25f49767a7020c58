package io.barometer.model.history;

import java.util.Arrays;

/**
 * How counts fade with age: 0.5^(age / half-life), nothing from 20 half-lives on.
 *
 * <p>With a half-life of whole days the weights of ages that are a half-life apart differ by
 * exactly one half. So the days are first added up by phase (age modulo half-life), in whole
 * numbers of 2<sup>−19</sup>, which is exact in any order; only then each phase is weighed and
 * added, the oldest first. Hence consecutive days can share the phases: the phase of a day is its
 * count and half the phase of the day one half-life before. With another half-life every age is a
 * phase.
 */
public final class Fade {
  private static final int HALVINGS = 20;

  /** So many observations in shares of 2<sup>−19</sup> fit into a long. */
  private static final long MOST = 1L << 43;

  private final int period;
  private final int halvings;
  private final double[] weights;

  private Fade(int period, int halvings, double halfLife) {
    this.period = period;
    this.halvings = halvings;
    this.weights = new double[period];
    for (int age = 0; age < period; age++) {
      weights[age] = Math.scalb(StrictMath.pow(0.5, age / halfLife), 1 - halvings);
    }
  }

  /** With a half-life in days, above 0. */
  public static Fade halfLife(double days) {
    boolean whole = days == Math.rint(days);
    return whole
        ? new Fade((int) days, HALVINGS, days)
        : new Fade((int) StrictMath.ceil(HALVINGS * days), 1, days);
  }

  /** A count that is so many days old no longer counts. */
  public int days() {
    return period * halvings;
  }

  /**
   * The faded count on a day.
   *
   * @throws ArithmeticException when a phase leaves the range of {@code long}
   */
  double on(DayBuckets days, long day) {
    long[] phases = new long[period];
    int end = days.lastUpTo(day);
    for (int i = days.firstFrom(day - days() + 1); i <= end; i++) {
      int age = (int) (day - days.dayAt(i));
      long share = Math.multiplyExact(days.at(i).count, 1L << (halvings - 1 - age / period));
      phases[age % period] = Math.addExact(phases[age % period], share);
    }
    double sum = 0;
    for (int phase = period - 1; phase >= 0; phase--) {
      sum += phases[phase] * weights[phase];
    }
    return sum;
  }

  /** The same on each of consecutive days, bit for bit. */
  void on(DayBuckets days, long firstDay, int length, double[] into) {
    long lastDay = firstDay + length - 1;
    long begin = days.size() == 0 ? lastDay : Math.min(days.dayAt(0), lastDay);
    long origin = Math.max(firstDay - days() + 1, begin);
    if (days.count(origin, lastDay) >= MOST) {
      for (int i = 0; i < length; i++) {
        into[i] = on(days, firstDay + i);
      }
      return;
    }
    long[] through = new long[(int) (lastDay - origin) + 2];
    days.countsThrough(origin - 1, through.length, through);
    long[] phases = phases(through);
    Arrays.fill(into, 0, length, 0);
    for (int phase = Math.min(period, phases.length) - 1; phase >= 0; phase--) {
      add(phases, (int) (firstDay - origin) - phase, weights[phase], into, length);
    }
  }

  /**
   * For each day its count and those of the days whole half-lives before.
   *
   * @param through totals up to each day, from the day before the first
   */
  private long[] phases(long[] through) {
    int size = through.length - 1;
    long[] phases = new long[size];
    int begun = Math.min(period, size);
    int full = Math.min(days(), size);
    int shift = halvings - 1;
    for (int i = 0; i < begun; i++) {
      phases[i] = (through[i + 1] - through[i]) << shift;
    }
    for (int i = begun; i < full; i++) {
      phases[i] = ((through[i + 1] - through[i]) << shift) + (phases[i - period] >> 1);
    }
    for (int i = full; i < size; i++) {
      long over = through[i - full + 1] - through[i - full];
      phases[i] = ((through[i + 1] - through[i]) << shift) + ((phases[i - period] - over) >> 1);
    }
    return phases;
  }

  /** Apart, so that the compiler makes one plain loop of it. */
  private static void add(long[] phases, int before, double weight, double[] into, int length) {
    for (int i = Math.max(0, -before); i < length; i++) {
      into[i] += phases[i + before] * weight;
    }
  }
}
