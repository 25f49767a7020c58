package io.barometer.alerting.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * When a delivery that failed is attempted again: after the first failure the first pause, after
 * the second the second, until there is none. Each is lengthened by up to a tenth, by an amount
 * that follows from the id, so that those that failed together do not come back together. The
 * pauses of the configuration are those that Standard Webhooks suggests, 75 hours in all.
 */
record RetrySchedule(List<Duration> pauses) {

  private static final Duration LONGEST_ASKED = Duration.ofHours(6);

  /**
   * What comes after an attempt that failed.
   *
   * @param pause until the next one
   * @param failures how many the schedule has counted by then
   */
  record Next(Duration pause, int failures) {}

  /**
   * After an attempt that failed.
   *
   * @param failures that the schedule counted before
   * @return empty when that was the last attempt
   */
  Optional<Next> after(int failures, UUID id) {
    return failures >= pauses.size()
        ? Optional.empty()
        : Optional.of(new Next(lengthened(pauses.get(failures), failures, id), failures + 1));
  }

  /**
   * After an attempt that the receiver put off: when it asked, and the schedule does not count it,
   * as long as the delivery is younger than the schedule is long.
   */
  Optional<Next> asked(Duration pause, int failures, Duration age, UUID id) {
    if (age.compareTo(length()) >= 0) {
      return after(failures, id);
    }
    Duration least = pause.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : pause;
    Duration own = least.compareTo(pauses.getFirst()) < 0 ? pauses.getFirst() : least;
    return Optional.of(new Next(lengthened(own, failures, id), failures));
  }

  private Duration length() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration lengthened(Duration pause, int failures, UUID id) {
    long mixed = (id.getLeastSignificantBits() ^ id.getMostSignificantBits()) * 0x9E3779B97F4A7C15L;
    long share = (mixed + (failures + 1) * 0xD1B54A32D192ED03L) >>> 44;
    return pause.plusMillis(pause.toMillis() * share / 10 / (1L << 20));
  }
}
