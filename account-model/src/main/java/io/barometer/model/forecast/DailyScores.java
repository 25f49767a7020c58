package io.barometer.model.forecast;

import java.util.Arrays;
import java.util.OptionalInt;

/** An account's scores on consecutive UTC days; Unknown outside of them. */
public final class DailyScores implements DayScores {
  /** Stands for a day whose score is Unknown. */
  public static final int UNKNOWN = -1;

  private final long firstDay;
  private final int[] tenths;

  private DailyScores(long firstDay, int[] tenths) {
    this.firstDay = firstDay;
    this.tenths = tenths;
  }

  /**
   * Scores as they follow each other.
   *
   * @param firstDay days since 1970-01-01
   * @param tenths 0 to 1000, or {@link #UNKNOWN}
   */
  public static DailyScores of(long firstDay, int... tenths) {
    return new DailyScores(firstDay, tenths.clone());
  }

  /** The scores of the days from one to another, both included. */
  public static DailyScores read(DayScores scores, long firstDay, long lastDay) {
    int[] tenths = new int[Math.toIntExact(lastDay - firstDay + 1)];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = scores.on(firstDay + i).orElse(UNKNOWN);
    }
    return new DailyScores(firstDay, tenths);
  }

  /** The same as it was at the end of a day: later days are Unknown. */
  public DailyScores until(long day) {
    int kept = (int) Math.clamp(day - firstDay + 1, 0, tenths.length);
    return new DailyScores(firstDay, Arrays.copyOf(tenths, kept));
  }

  @Override
  public OptionalInt on(long day) {
    long place = day - firstDay;
    boolean known = place >= 0 && place < tenths.length && tenths[(int) place] != UNKNOWN;
    return known ? OptionalInt.of(tenths[(int) place]) : OptionalInt.empty();
  }
}
