package io.barometer.launcher.show;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and times of the protocol as people and programs read them: ISO 8601, UTC. */
public final class Days {
  private Days() {}

  /** The protocol's form of a day. */
  public static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  /** The day. */
  public static LocalDate day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  /** The UTC day of a moment. */
  public static LocalDate day(Timestamp time) {
    return instant(time).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The moment. */
  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** The protocol's form of a moment. */
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** For example {@code 2017-12-31T00:04:03Z}. */
  public static String iso(Timestamp time) {
    return instant(time).toString();
  }

  /** The same without fractions of a second. */
  public static String second(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds()).toString();
  }

  /** For example {@code 2017-12-31 00:04}. */
  public static String minute(Timestamp time) {
    String iso = instant(time).truncatedTo(ChronoUnit.MINUTES).toString();
    return iso.substring(0, 16).replace('T', ' ');
  }
}
