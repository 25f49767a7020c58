package io.barometer.model.history;

import java.time.Instant;
import java.time.LocalDate;

/** UTC days as days since 1970-01-01, and months as {@code year * 12 + month - 1}. */
public final class Day {
  static final long SECONDS = 86_400;

  private Day() {}

  /** The UTC day of a moment. */
  public static long of(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS);
  }

  /** The month of a day. */
  public static int monthOf(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return date.getYear() * 12 + date.getMonthValue() - 1;
  }

  /** The first day of a month. */
  public static long firstOf(int month) {
    return LocalDate.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1).toEpochDay();
  }

  static long nanoOf(Instant moment) {
    return Math.floorMod(moment.getEpochSecond(), SECONDS) * 1_000_000_000L + moment.getNano();
  }

  static Instant moment(long day, long nano) {
    return Instant.ofEpochSecond(day * SECONDS, nano);
  }
}
