package io.barometer.edge;

import com.google.type.Date;
import java.time.LocalDate;

/** Days of messages as Java has them, and as numbers of days since 1970-01-01. */
public final class ProtoDate {

  private ProtoDate() {}

  /**
   * The day.
   *
   * @throws java.time.DateTimeException when there is no such day
   */
  public static LocalDate day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  /**
   * The day as a number.
   *
   * @throws java.time.DateTimeException when there is no such day
   */
  public static long epochDay(Date date) {
    return day(date).toEpochDay();
  }

  /** As a message tells it. */
  public static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  /** A numbered day as a message tells it. */
  public static Date date(long epochDay) {
    return date(LocalDate.ofEpochDay(epochDay));
  }
}
