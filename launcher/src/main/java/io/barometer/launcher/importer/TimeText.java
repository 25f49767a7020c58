package io.barometer.launcher.importer;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.show.Days;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times as files hold them: ISO 8601 with an offset, without one (UTC is meant), or a date alone
 * (midnight UTC).
 */
final class TimeText {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private TimeText() {}

  static Timestamp timestamp(String text) throws ValueProblem {
    Instant instant = instant(text.strip());
    if (instant.isBefore(EARLIEST)) {
      throw new ValueProblem("\"" + text + "\" lies before the year 2000");
    }
    return Days.timestamp(instant);
  }

  private static Instant instant(String text) throws ValueProblem {
    try {
      if (text.length() <= 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
      boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      return offset
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw new ValueProblem(
          "\"" + text + "\" is not a time: write it like 2017-12-31T23:59:59Z or 2017-12-31");
    }
  }
}
