package io.barometer.edge;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Times of messages as Java and the database have them, and back. All are exact to the nanosecond.
 */
public final class ProtoTime {

  private ProtoTime() {}

  /** The moment; an unset time is the beginning of 1970. */
  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** The moment as the database takes it; an unset time is the beginning of 1970. */
  public static OffsetDateTime utc(Timestamp time) {
    return instant(time).atOffset(ZoneOffset.UTC);
  }

  /** As a message tells it. */
  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** A time of the database as a message tells it. */
  public static Timestamp timestamp(OffsetDateTime time) {
    return timestamp(time.toInstant());
  }
}
