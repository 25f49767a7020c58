package io.barometer.model.forecast;

import java.util.OptionalInt;

/**
 * Weekly measurements that fell one after the other, the last of them on the day asked about.
 *
 * @param weeks how many fell, each against the one of 7 days before; 0 to 520
 * @param fallTenths how much in all, 0 or more
 */
public record FallingStreak(int weeks, int fallTenths) {
  private static final int MOST = 520;

  /** The streak that ends with a day; an Unknown measurement ends it. */
  public static FallingStreak of(DayScores scores, long day) {
    int weeks = 0;
    int fall = 0;
    OptionalInt change = scores.change(day, Season.WEEK);
    while (weeks < MOST && change.isPresent() && change.getAsInt() < 0) {
      weeks++;
      fall -= change.getAsInt();
      change = scores.change(day - (long) weeks * Season.WEEK, Season.WEEK);
    }
    return new FallingStreak(weeks, fall);
  }
}
