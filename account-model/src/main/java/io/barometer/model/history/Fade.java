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

  /** So many observations are whole numbers of shares of 2<sup>−19</sup> in a double. */
  private static final double MOST = 1L << 34;

  private final int period;
  private final int halvings;

  /** The oldest phase first, behind as many zeros as make whole fours; a zero adds nothing. */
  private final double[] weights;

  /** The age that each weight is for. */
  private final int[] ages;

  private Fade(int period, int halvings, double halfLife) {
    this.period = period;
    this.halvings = halvings;
    this.weights = new double[(period + 3) / 4 * 4];
    this.ages = new int[weights.length];
    for (int age = 0; age < weights.length; age++) {
      double weight = age < period ? StrictMath.pow(0.5, age / halfLife) : 0;
      weights[weights.length - 1 - age] = Math.scalb(weight, 1 - halvings);
      ages[weights.length - 1 - age] = age;
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
      sum += phases[phase] * weights[weights.length - 1 - phase];
    }
    return sum;
  }

  /** How many phases there are, with those of weight 0 that fill the last four. */
  int phases() {
    return weights.length;
  }

  /** Whether so many observations can be faded by phase on many days. */
  static boolean fits(double count) {
    return count < MOST;
  }

  /**
   * For each day its count and those of the days whole half-lives before, in shares of
   * 2<sup>−19</sup>: whole numbers that {@link #fits} keeps exact.
   *
   * @param through totals up to each day, from the day before the first one
   * @param size how many totals there are
   * @param into from place {@link #phases} on, the first day first; 0 before
   */
  void phases(double[] through, int size, double[] into) {
    int pad = phases();
    int begun = Math.min(period + 1, size);
    int full = Math.min(days() + 1, size);
    double shares = 1L << (halvings - 1);
    Arrays.fill(into, 0, pad, 0);
    for (int i = 1; i < begun; i++) {
      into[i - 1 + pad] = (through[i] - through[i - 1]) * shares;
    }
    for (int i = begun; i < full; i++) {
      double before = into[i - 1 + pad - period];
      into[i - 1 + pad] = (through[i] - through[i - 1]) * shares + before / 2;
    }
    for (int i = full; i < size; i++) {
      double over = through[i - days()] - through[i - days() - 1];
      double before = into[i - 1 + pad - period] - over;
      into[i - 1 + pad] = (through[i] - through[i - 1]) * shares + before / 2;
    }
  }

  /**
   * Weighs the phases of consecutive days, the oldest first.
   *
   * @param phases as {@link #phases(double[], int, double[])} made them
   * @param today the place of the first day's own phase
   */
  void weigh(double[] phases, int today, double[] into, int length) {
    Arrays.fill(into, 0, length, 0);
    int from = Math.clamp(phases() - 1L - today, 0, length);
    for (int four = 0; four < weights.length; four += 4) {
      add(phases, today, four, into, from, length);
    }
  }

  /**
   * Four phases at once, apart, so that the compiler makes one plain loop of it. Ages are read from
   * a table because places that are seen to be neighbours would be packed inside a day instead of
   * across days.
   */
  private void add(double[] phases, int today, int four, double[] into, int from, int length) {
    int a = today - ages[four];
    int b = today - ages[four + 1];
    int c = today - ages[four + 2];
    int d = today - ages[four + 3];
    double ofA = weights[four];
    double ofB = weights[four + 1];
    double ofC = weights[four + 2];
    double ofD = weights[four + 3];
    for (int i = from; i < length; i++) {
      into[i] =
          into[i]
              + phases[i + a] * ofA
              + phases[i + b] * ofB
              + phases[i + c] * ofC
              + phases[i + d] * ofD;
    }
  }
}
