package io.barometer.model.forecast;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The scores of the last 90 days relative to the score of the last one, in tenths, oldest first:
 * methods that know nothing else continue a line and the same line 10 points higher alike, to the
 * last bit.
 */
final class Recent {
  private static final int DAYS = ForecastMethod.LOOKS_BACK;
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final int now;
  private final int[] relative;

  private Recent(int now, int[] relative) {
    this.now = now;
    this.relative = relative;
  }

  /** Empty when the score of the origin is Unknown. */
  static Optional<Recent> of(DayScores scores, long origin) {
    OptionalInt now = scores.on(origin);
    if (now.isEmpty()) {
      return Optional.empty();
    }
    int[] relative = new int[DAYS];
    for (int i = 0; i < DAYS; i++) {
      OptionalInt then = scores.on(origin - DAYS + 1 + i);
      relative[i] = then.isPresent() ? then.getAsInt() - now.getAsInt() : UNKNOWN;
    }
    return Optional.of(new Recent(now.getAsInt(), relative));
  }

  /** The score of the origin. */
  int now() {
    return now;
  }

  int length() {
    return DAYS;
  }

  boolean has(int place) {
    return relative[place] != UNKNOWN;
  }

  int at(int place) {
    return relative[place];
  }

  /** Whether a score of the days differs from that of the origin. */
  boolean moving() {
    return Arrays.stream(relative).anyMatch(one -> one != UNKNOWN && one != 0);
  }

  int known() {
    return (int) Arrays.stream(relative).filter(one -> one != UNKNOWN).count();
  }
}
