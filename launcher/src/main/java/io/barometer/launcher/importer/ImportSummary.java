package io.barometer.launcher.importer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a file.
 *
 * @param rows rows of the file, header and empty lines left out
 * @param recorded events that are durable now and were not before
 * @param duplicates events that had been recorded before
 * @param refused rows that were not recorded
 * @param outOfOrder rows that happened before an event which an earlier row tells
 * @param longestDelay from occurring to being known; zero when the file does not tell when it was
 *     known
 * @param lastTime when the newest row was known, or happened; the beginning of 1970 when there is
 *     no row
 * @param reconnects how often the connection was lost and taken up again
 * @param duration from the first event sent to the last acknowledgement
 * @param rejectFile where the refused rows are; empty when there are none
 */
public record ImportSummary(
    long rows,
    long recorded,
    long duplicates,
    long refused,
    long outOfOrder,
    Duration longestDelay,
    Instant lastTime,
    int reconnects,
    Duration duration,
    Optional<Path> rejectFile) {

  /** Events acknowledged in a second. */
  public long eventsPerSecond() {
    return (recorded + duplicates) * 1000 / Math.max(1, duration.toMillis());
  }

  /** Share of the rows that came out of order, 0 to 100. */
  public double outOfOrderPercent() {
    return rows == 0 ? 0 : 100.0 * outOfOrder / rows;
  }
}
