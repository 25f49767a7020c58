package io.barometer.alerting.digest;

import io.barometer.alerting.route.RoutingReader;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.error.v1.ErrorReason;
import java.time.DateTimeException;

/** What can be wrong with when a digest comes. */
public final class DigestChecks {

  private DigestChecks() {}

  /** Notes everything that is wrong. */
  public static void check(String path, DigestSchedule schedule, Violations violations) {
    DigestPeriod period = schedule.getPeriod();
    if (period == DigestPeriod.DIGEST_PERIOD_UNSPECIFIED || period == DigestPeriod.UNRECOGNIZED) {
      violations.add(path + ".period", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "daily or weekly");
    }
    if (!schedule.getTime().matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      violations.add(
          path + ".time", ErrorReason.ERROR_REASON_KEY_FORMAT, "a time of day such as 08:00");
    }
    try {
      DigestTimes.zone(schedule);
    } catch (DateTimeException unknown) {
      violations.add(
          path + ".time_zone",
          ErrorReason.ERROR_REASON_NAME_UNKNOWN,
          "an IANA name such as Europe/Berlin");
    }
    try {
      DigestTimes.weekday(schedule);
    } catch (IllegalArgumentException unknown) {
      violations.add(
          path + ".weekday", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "a day such as monday");
    }
    new RoutingReader(violations).matchers(path + ".matchers", schedule.getMatchersList());
  }
}
