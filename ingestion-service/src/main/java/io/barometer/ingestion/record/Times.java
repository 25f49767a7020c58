package io.barometer.ingestion.record;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as microseconds since 1970, the store's grain. */
public final class Times {

  private static final long MICROS = 1_000_000;

  private Times() {}

  /** The microseconds, finer digits dropped. */
  public static long micros(Timestamp time) {
    return time.getSeconds() * MICROS + time.getNanos() / 1_000;
  }

  /** The microseconds, finer digits dropped. */
  public static long micros(Instant time) {
    return time.getEpochSecond() * MICROS + time.getNano() / 1_000;
  }

  /** The timestamp of these microseconds. */
  public static Timestamp timestamp(long micros) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(micros, MICROS))
        .setNanos((int) Math.floorMod(micros, MICROS) * 1_000)
        .build();
  }
}
