package io.barometer.scoring.history;

import com.google.type.Date;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days that a reader asks for.
 *
 * @param first null for one year before the last
 * @param last null for today
 */
record DayRange(@Nullable LocalDate first, @Nullable LocalDate last) {
  static final int MAX_DAYS = 4_000;

  /** Days from one to another, both included. */
  record Days(long first, long last) {}

  static DayRange of(GetScoreHistoryRequest request, Violations violations) {
    LocalDate first =
        request.hasFromDate() ? date("from_date", request.getFromDate(), violations) : null;
    LocalDate last = request.hasToDate() ? date("to_date", request.getToDate(), violations) : null;
    if (first != null && last != null) {
      span(first, last, violations);
    }
    return new DayRange(first, last);
  }

  /**
   * The days, given what today is.
   *
   * @throws io.barometer.edge.Refusal when the range is in the future, ends before it begins or is
   *     too long
   */
  Days known(long today) {
    var violations = new Violations();
    LocalDate end = last == null ? LocalDate.ofEpochDay(today) : last;
    if (end.toEpochDay() > today) {
      violations.add(
          "to_date", ErrorReason.ERROR_REASON_TIME_IN_FUTURE, "lies ahead of the platform's clock");
    }
    LocalDate begin = first == null ? end.minusYears(1) : first;
    span(begin, end, violations);
    violations.throwIfAny();
    return new Days(begin.toEpochDay(), end.toEpochDay());
  }

  private static void span(LocalDate first, LocalDate last, Violations violations) {
    long days = last.toEpochDay() - first.toEpochDay() + 1;
    if (days < 1) {
      violations.add(
          "to_date",
          ErrorReason.ERROR_REASON_RANGE,
          "must not be before from_date (" + first + ")");
    } else if (days > MAX_DAYS) {
      violations.add(
          "from_date",
          ErrorReason.ERROR_REASON_RANGE,
          "asks for " + days + " days; at most " + MAX_DAYS,
          "max",
          Integer.toString(MAX_DAYS),
          "actual",
          Long.toString(days));
    }
  }

  private static @Nullable LocalDate date(String path, Date date, Violations violations) {
    try {
      LocalDate day = LocalDate.ofEpochDay(ProtoDate.epochDay(date));
      if (day.getYear() >= 2000 && day.getYear() < 2200) {
        return day;
      }
    } catch (DateTimeException noSuchDay) {
      violations.add(path, ErrorReason.ERROR_REASON_TIME_RANGE, "there is no such day");
      return null;
    }
    violations.add(path, ErrorReason.ERROR_REASON_TIME_RANGE, "must be a day from 2000 on");
    return null;
  }
}
