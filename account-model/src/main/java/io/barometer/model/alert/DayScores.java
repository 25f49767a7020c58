package io.barometer.model.alert;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The scores of an account day by day as they were published, kept as the days on which they
 * changed. Immutable. Days are epoch days, rising; scores are tenths or {@link AlertInput#MISSING}.
 */
final class DayScores {

  static final DayScores EMPTY = new DayScores(new long[0], new int[0]);

  private final long[] days;
  private final int[] tenths;

  DayScores(long[] days, int[] tenths) {
    this.days = days;
    this.tenths = tenths;
  }

  int size() {
    return days.length;
  }

  long day(int index) {
    return days[index];
  }

  int tenths(int index) {
    return tenths[index];
  }

  /** The score at the end of a day; MISSING before the first known one. */
  int at(long day) {
    int found = Arrays.binarySearch(days, day);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? AlertInput.MISSING : tenths[index];
  }

  /**
   * The score of {@code day} is {@code value}; days before {@code from} are forgotten, except for
   * the score that held on that day. A day before the last one counts as the last one.
   */
  DayScores with(long day, int value, long from) {
    int end = days.length;
    long at = end == 0 ? day : Math.max(day, days[end - 1]);
    if (end > 0 && days[end - 1] == at) {
      end--;
    }
    boolean same = end > 0 && tenths[end - 1] == value;
    int start = 0;
    while (start + 1 < end && days[start + 1] <= from) {
      start++;
    }
    int length = end - start + (same ? 0 : 1);
    long[] newDays = Arrays.copyOfRange(days, start, start + length);
    int[] newTenths = Arrays.copyOfRange(tenths, start, start + length);
    if (!same) {
      newDays[length - 1] = at;
      newTenths[length - 1] = value;
    }
    return new DayScores(newDays, newTenths);
  }

  /** The same with what corrected entries would have said. */
  DayScores corrected(List<CorrectedScore> scores) {
    TreeSet<Long> changes = new TreeSet<>();
    Arrays.stream(days).forEach(changes::add);
    for (CorrectedScore score : scores) {
      changes.add(score.instead().day());
      if (score.next() != null) {
        changes.add(CorrectedScore.dayOf(score.next()));
      }
    }
    DayScores corrected = EMPTY;
    for (long day : changes) {
      if (days.length > 0 && day >= days[0]) {
        corrected = corrected.with(day, on(day, scores), Long.MIN_VALUE);
      }
    }
    return corrected;
  }

  private int on(long day, List<CorrectedScore> scores) {
    for (CorrectedScore score : scores) {
      if (score.stoodOn(day)) {
        return score.instead().tenths();
      }
    }
    return at(day);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayScores that
        && Arrays.equals(days, that.days)
        && Arrays.equals(tenths, that.tenths);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(days) + Arrays.hashCode(tenths);
  }

  @Override
  public String toString() {
    return Arrays.toString(days) + Arrays.toString(tenths);
  }
}
