package io.barometer.alerting.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.edge.Violation;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DigestTimesTest {

  private static DigestSchedule daily(String time, String zone) {
    return DigestSchedule.newBuilder()
        .setPeriod(DigestPeriod.DIGEST_PERIOD_DAILY)
        .setTime(time)
        .setTimeZone(zone)
        .build();
  }

  private static String next(DigestSchedule schedule, String after) {
    return DigestTimes.next(schedule, Instant.parse(after)).toString();
  }

  @Test
  void aDailyOneComesAtItsLocalTimeInSummerAndInWinter() {
    DigestSchedule berlin = daily("08:00", "Europe/Berlin");
    assertThat(next(berlin, "2026-01-10T06:59:59Z")).isEqualTo("2026-01-10T07:00:00Z");
    assertThat(next(berlin, "2026-01-10T07:00:00Z")).isEqualTo("2026-01-11T07:00:00Z");
    assertThat(next(berlin, "2026-07-10T05:59:59Z")).isEqualTo("2026-07-10T06:00:00Z");
    assertThat(next(daily("08:00", ""), "2026-07-10T06:00:00Z")).isEqualTo("2026-07-10T08:00:00Z");
  }

  @Test
  void aTimeThatTheClockLeapsOverComesAfterTheLeapAndOneThatComesTwiceCountsOnce() {
    DigestSchedule early = daily("02:30", "Europe/Berlin");
    assertThat(next(early, "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(next(early, "2026-03-29T01:30:00Z")).isEqualTo("2026-03-30T00:30:00Z");
    assertThat(next(early, "2026-10-24T12:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(next(early, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-26T01:30:00Z");
  }

  @Test
  void aWeeklyOneComesOnItsDay() {
    DigestSchedule friday =
        daily("17:00", "America/New_York").toBuilder()
            .setPeriod(DigestPeriod.DIGEST_PERIOD_WEEKLY)
            .setWeekday("friday")
            .build();
    assertThat(next(friday, "2026-11-22T12:00:00Z")).isEqualTo("2026-11-27T22:00:00Z");
    assertThat(next(friday, "2026-11-27T22:00:00Z")).isEqualTo("2026-12-04T22:00:00Z");
    assertThat(next(friday.toBuilder().clearWeekday().build(), "2026-11-22T12:00:00Z"))
        .isEqualTo("2026-11-23T22:00:00Z");
  }

  @Test
  void everythingThatIsWrongIsNamed() {
    Violations violations = new Violations();
    DigestChecks.check(
        "digest",
        DigestSchedule.newBuilder()
            .setTime("24:00")
            .setTimeZone("Mars/Base")
            .setWeekday("someday")
            .addMatchers("owner~kim")
            .build(),
        violations);
    assertThat(violations.asList())
        .extracting(Violation::path)
        .containsExactly(
            "digest.period",
            "digest.time",
            "digest.time_zone",
            "digest.weekday",
            "digest.matchers[0]");
  }
}
