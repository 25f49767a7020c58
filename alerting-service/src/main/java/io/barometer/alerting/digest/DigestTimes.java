package io.barometer.alerting.digest;

import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.Receiver;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * When digests come: at a local time. A time that the clock leaps over in spring comes after the
 * leap; one that comes twice in autumn counts the first time.
 */
public final class DigestTimes {

  private DigestTimes() {}

  /** The first time after a moment; empty when the receiver gets no digest. */
  public static Optional<Instant> next(Receiver receiver, Instant after) {
    return receiver.getSubscriber().hasDigest()
        ? Optional.of(next(receiver.getSubscriber().getDigest(), after))
        : Optional.empty();
  }

  /** The first time after a moment, by a schedule that was checked. */
  static Instant next(DigestSchedule schedule, Instant after) {
    ZoneId zone = zone(schedule);
    LocalTime time = LocalTime.parse(schedule.getTime());
    LocalDate day = day(schedule, ZonedDateTime.ofInstant(after, zone).toLocalDate());
    Instant next = ZonedDateTime.of(day, time, zone).toInstant();
    while (!next.isAfter(after)) {
      day = day(schedule, day.plusDays(1));
      next = ZonedDateTime.of(day, time, zone).toInstant();
    }
    return next;
  }

  private static LocalDate day(DigestSchedule schedule, LocalDate from) {
    return schedule.getPeriod() == DigestPeriod.DIGEST_PERIOD_WEEKLY
        ? from.with(TemporalAdjusters.nextOrSame(weekday(schedule)))
        : from;
  }

  static ZoneId zone(DigestSchedule schedule) {
    return schedule.getTimeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(schedule.getTimeZone());
  }

  static DayOfWeek weekday(DigestSchedule schedule) {
    return schedule.getWeekday().isEmpty()
        ? DayOfWeek.MONDAY
        : DayOfWeek.valueOf(schedule.getWeekday().toUpperCase(Locale.ROOT));
  }
}
