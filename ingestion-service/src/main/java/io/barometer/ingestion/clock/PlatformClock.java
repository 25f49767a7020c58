package io.barometer.ingestion.clock;

import io.barometer.ingestion.IngestionConfig.ClockKind;
import io.barometer.ingestion.record.Times;
import java.time.Instant;

/**
 * The platform's clock, in microseconds since 1970. It never falls. The system clock is the
 * computer's; the replay clock stands still until an event or a call moves it. Not safe for several
 * threads: the intake's lock guards it.
 */
final class PlatformClock {

  private static final long UNSET = Long.MIN_VALUE;

  private final ClockKind kind;
  private long now;

  /** A clock that goes on where the store ended; {@code Long.MIN_VALUE} for an empty store. */
  PlatformClock(ClockKind kind, long lastRecordedMicros) {
    this.kind = kind;
    this.now = lastRecordedMicros;
  }

  /** The time now; the computer's while a replay has not begun. */
  long now() {
    return switch (kind) {
      case SYSTEM -> Math.max(now, system());
      case REPLAY -> now == UNSET ? system() : now;
    };
  }

  /** Moves a replay clock to a time, never back; tells the time now. */
  long moveTo(long micros) {
    now =
        switch (kind) {
          case SYSTEM -> now();
          case REPLAY -> Math.max(now, micros);
        };
    return now;
  }

  /** The time at which an event is recorded that brings no received time. */
  long record(long occurredMicros) {
    return moveTo(now == UNSET ? occurredMicros : now);
  }

  /**
   * The time of something that happens when it is recorded: later than all that was recorded
   * before, so that of two decisions the second is the later one, also while a replay stands still.
   */
  long decide() {
    now =
        switch (kind) {
          case SYSTEM -> Math.max(system(), now + 1);
          case REPLAY -> now == UNSET ? system() : now + 1;
        };
    return now;
  }

  boolean begun() {
    return kind == ClockKind.SYSTEM || now != UNSET;
  }

  long reading() {
    return now;
  }

  void restore(long reading) {
    now = reading;
  }

  private static long system() {
    return Times.micros(Instant.now());
  }
}
