package io.barometer.launcher.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The end of an import, for people. */
public final class ImportText {
  private ImportText() {}

  /** What became of the file, how fast, and how mixed up it was. */
  public static List<String> lines(ImportSummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,d rows: %,d recorded, %,d recorded before, %,d refused, in %.1f s (%,d events/s).",
            summary.rows(),
            summary.recorded(),
            summary.duplicates(),
            summary.refused(),
            summary.duration().toMillis() / 1000.0,
            summary.eventsPerSecond()));
    String delay =
        summary.longestDelay().isZero()
            ? "."
            : text(
                "; the latest was known %,d days after it happened.",
                summary.longestDelay().toDays());
    lines.add(text("%.0f %% came out of order", summary.outOfOrderPercent()) + delay);
    if (summary.reconnects() > 0) {
      lines.add(text("The connection was taken up again %d times.", summary.reconnects()));
    }
    summary
        .rejectFile()
        .ifPresent(
            file ->
                lines.add(
                    "Refused rows with their reasons: " + file + ". Correct and import them."));
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
