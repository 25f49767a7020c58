package io.barometer.model.effect;

import java.util.Arrays;

/** An account's score day by day, kept as the days on which it changed. */
public final class AccountDays {
  /** The score of a day without one. */
  public static final int MISSING = -1;

  private final String accountId;
  private final String segment;
  private final long firstDay;
  private long[] from = new long[8];
  private int[] tenths = new int[8];
  private String[] bands = new String[8];
  private int runs;
  private long end;

  /**
   * An account without days.
   *
   * @param segment empty when it is not known
   * @param firstDay epoch day
   */
  public AccountDays(String accountId, String segment, long firstDay) {
    this.accountId = accountId;
    this.segment = segment;
    this.firstDay = firstDay;
    this.end = firstDay;
  }

  /** The next days, all with the same score in tenths, or {@link #MISSING}. */
  public AccountDays add(int days, int score, String band) {
    if (runs == from.length) {
      from = Arrays.copyOf(from, 2 * runs);
      tenths = Arrays.copyOf(tenths, 2 * runs);
      bands = Arrays.copyOf(bands, 2 * runs);
    }
    from[runs] = end;
    tenths[runs] = score;
    bands[runs] = band;
    runs++;
    end += days;
    return this;
  }

  String accountId() {
    return accountId;
  }

  String segment() {
    return segment;
  }

  /** The score of a day in tenths; {@link #MISSING} when there is none. */
  int tenths(long day) {
    int run = run(day);
    return run < 0 ? MISSING : tenths[run];
  }

  /** The band of a day; empty when the day is not known. */
  String band(long day) {
    int run = run(day);
    return run < 0 ? "" : bands[run];
  }

  private int run(long day) {
    if (day < firstDay || day >= end) {
      return -1;
    }
    int found = Arrays.binarySearch(from, 0, runs, day);
    return found >= 0 ? found : -found - 2;
  }
}
