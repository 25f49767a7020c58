package io.barometer.routing.mute;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.mute.TimeIntervalReading.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalTest {
  private static final List<String> ANY = List.of();

  @ParameterizedTest
  @CsvSource({
    "2026-03-27T07:59:59Z, false",
    "2026-03-27T08:00:00Z, true",
    "2026-03-27T15:59:59Z, true",
    "2026-03-27T16:00:00Z, false",
    "2026-03-28T09:00:00Z, false",
    "2026-03-30T07:00:00Z, true",
    "2026-03-30T15:00:00Z, false"
  })
  void office_hours_follow_the_place_through_a_change_of_its_clocks(Instant at, boolean open) {
    SpanText office = new SpanText(List.of("09:00-17:00"), List.of("monday:friday"), ANY, ANY, ANY);
    assertThat(interval("Europe/Berlin", office).contains(at)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-02-25T12:00:00Z, false",
    "2027-02-26T00:00:00Z, true",
    "2027-02-28T23:59:59Z, true",
    "2028-02-26T12:00:00Z, false",
    "2028-02-27T12:00:00Z, true",
    "2027-03-29T12:00:00Z, false"
  })
  void days_are_counted_from_the_end_of_the_month_too(Instant at, boolean inside) {
    SpanText span =
        new SpanText(ANY, ANY, List.of("-3:-1"), List.of("february"), List.of("2027:2028"));
    assertThat(interval("", span).contains(at)).isEqualTo(inside);
  }

  @Test
  void the_thirty_first_is_not_in_a_short_month_but_a_range_to_it_ends_with_the_month() {
    TimeInterval last = interval("", new SpanText(ANY, ANY, List.of("31"), ANY, ANY));
    TimeInterval late = interval("", new SpanText(ANY, ANY, List.of("29:31"), ANY, ANY));
    assertThat(last.contains(Instant.parse("2027-04-30T12:00:00Z"))).isFalse();
    assertThat(late.contains(Instant.parse("2027-04-30T12:00:00Z"))).isTrue();
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    SpanText wrong =
        new SpanText(
            List.of("17:00-09:00", "9-17"),
            List.of("friday:monday"),
            List.of("0", "5:2"),
            List.of("13"),
            List.of("26"));
    assertThat(TimeIntervalReading.of("x", "Mars/Olympus", List.of(wrong)))
        .isInstanceOfSatisfying(
            TimeIntervalReading.Rejected.class,
            rejected ->
                assertThat(rejected.problems())
                    .extracting(Problem::path)
                    .containsExactly(
                        "time_zone",
                        "spans[0].times[0]",
                        "spans[0].times[1]",
                        "spans[0].weekdays[0]",
                        "spans[0].days_of_month[0]",
                        "spans[0].days_of_month[1]",
                        "spans[0].months[0]",
                        "spans[0].years[0]"));
  }

  private static TimeInterval interval(String zone, SpanText span) {
    return ((TimeIntervalReading.Accepted) TimeIntervalReading.of("x", zone, List.of(span)))
        .interval();
  }
}
