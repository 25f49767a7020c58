package io.barometer.alerting.tenant;

import com.google.protobuf.Timestamp;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times of requests and answers. */
public final class TimeCheck {

  /** After every time that a request may name. */
  public static final OffsetDateTime END =
      OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private TimeCheck() {}

  /** Notes a time before 1970, after 9998, or with fractions that are none. */
  public static void check(String path, Timestamp time, Violations violations) {
    if (time.getSeconds() < 0
        || time.getSeconds() >= END.toEpochSecond()
        || time.getNanos() < 0
        || time.getNanos() > 999_999_999) {
      violations.add(path, ErrorReason.ERROR_REASON_TIME_RANGE, "use a time from 1970 to 9998");
    }
  }
}
