package io.barometer.scoring.whatif;

import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.past.View;
import java.time.Duration;
import java.time.Instant;

/** Moments that may lie ahead. */
public final class Ahead {
  private static final Duration FARTHEST = Duration.ofDays(3_653);

  private Ahead() {}

  /** The moment that is looked at; notes one that lies too far ahead. */
  public static Instant time(View view, Instant clock, Violations violations) {
    Instant asked = view.asOf().time();
    if (asked == null) {
      return view.known(clock);
    }
    if (asked.isAfter(clock.plus(FARTHEST))) {
      violations.add(
          view.asOf().path(),
          ErrorReason.ERROR_REASON_TIME_IN_FUTURE,
          "lies more than ten years ahead of the platform's clock",
          "clock",
          clock.toString());
    }
    return asked;
  }
}
