package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.show.Days;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: an instant, or a date, which means the end of that UTC day. */
final class MomentConverter implements ITypeConverter<Timestamp> {
  @Override
  public Timestamp convert(String text) {
    try {
      Instant moment =
          text.length() == 10
              ? LocalDate.parse(text)
                  .plusDays(1)
                  .atStartOfDay(ZoneOffset.UTC)
                  .toInstant()
                  .minusNanos(1_000)
              : OffsetDateTime.parse(text).toInstant();
      return Days.timestamp(moment);
    } catch (DateTimeException _) {
      throw new TypeConversionException(
          "\"" + text + "\" is neither a date (2017-12-31) nor an instant (2017-12-31T12:00:00Z)");
    }
  }
}
