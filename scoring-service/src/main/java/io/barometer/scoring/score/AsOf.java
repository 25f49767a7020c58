package io.barometer.scoring.score;

import com.google.protobuf.Timestamp;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment a reader asks about: a time in the past, or now.
 *
 * @param path the field of the request that says so
 * @param time null for now
 */
public record AsOf(String path, @Nullable Instant time) {
  private static final String PATH = "as_of_time";

  /** Whatever the clock of the shard says. */
  public static final AsOf NOW = new AsOf(PATH, null);

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** Reads the field; notes what is wrong with it. */
  public static AsOf of(boolean set, Timestamp time, Violations violations) {
    return of(PATH, set, time, violations);
  }

  /** Reads a field of this path. */
  public static AsOf of(String path, boolean set, Timestamp time, Violations violations) {
    if (!set) {
      return NOW;
    }
    boolean nanos = time.getNanos() >= 0 && time.getNanos() <= 999_999_999;
    boolean seconds =
        time.getSeconds() >= FIRST.getEpochSecond() && time.getSeconds() < LAST.getEpochSecond();
    if (!nanos || !seconds) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_TIME_RANGE,
          "must be a time from 2000 on, nanoseconds 0 to 999999999");
      return NOW;
    }
    return new AsOf(path, ProtoTime.instant(time));
  }

  public boolean now() {
    return time == null;
  }

  /**
   * The moment, given what the clock says.
   *
   * @throws io.barometer.edge.Refusal TIME_IN_FUTURE when it has not come yet
   */
  public Instant at(Instant clock) {
    if (time == null) {
      return clock;
    }
    if (time.isAfter(clock)) {
      var violations = new Violations();
      violations.add(
          path,
          ErrorReason.ERROR_REASON_TIME_IN_FUTURE,
          "lies ahead of the platform's clock",
          "clock",
          clock.toString());
      violations.throwIfAny();
    }
    return time;
  }
}
