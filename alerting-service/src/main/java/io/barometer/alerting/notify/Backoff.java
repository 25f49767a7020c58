package io.barometer.alerting.notify;

import java.time.Duration;
import java.util.UUID;

/**
 * Pauses between attempts: doubled each time up to a longest, then shortened by up to half, by an
 * amount that follows from the id, so that those that failed together do not come back together.
 */
record Backoff(Duration first, Duration longest) {

  private static final Duration LONGEST_ASKED = Duration.ofHours(6);

  /** The pause after an attempt; 1 is the first. */
  Duration pause(int attempt, UUID id) {
    int doublings = Math.min(attempt - 1, 30);
    long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
    long mixed = (id.getLeastSignificantBits() ^ id.getMostSignificantBits()) * 0x9E3779B97F4A7C15L;
    long share = (mixed + attempt * 0xD1B54A32D192ED03L) >>> 44;
    return Duration.ofMillis(full - full * share / 2 / (1L << 20));
  }

  /** The pause, but not shorter than the receiver asked, within reason. */
  Duration pause(int attempt, UUID id, Duration asked) {
    Duration own = pause(attempt, id);
    Duration least = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return own.compareTo(least) > 0 ? own : least;
  }
}
