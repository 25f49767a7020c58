package io.barometer.routing.mute;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Moments that have everything that is told; what is not told holds for all. Ranges are inclusive.
 *
 * @param minutes of the day, 0 to 1439
 * @param weekdays 1 is Monday, 7 is Sunday
 * @param daysOfMonth 1 to 31, and −1 to −31 from the end of the month
 * @param months 1 to 12
 * @param years for example 2027
 */
record Span(
    List<Range> minutes,
    List<Range> weekdays,
    List<Range> daysOfMonth,
    List<Range> months,
    List<Range> years) {

  boolean contains(LocalDateTime moment) {
    return holds(minutes, moment.getHour() * 60 + moment.getMinute())
        && holds(weekdays, moment.getDayOfWeek().getValue())
        && (daysOfMonth.isEmpty() || onDay(moment))
        && holds(months, moment.getMonthValue())
        && holds(years, moment.getYear());
  }

  private boolean onDay(LocalDateTime moment) {
    int length = moment.toLocalDate().lengthOfMonth();
    int day = moment.getDayOfMonth();
    return daysOfMonth.stream()
        .anyMatch(
            range -> {
              int first = fromStart(range.first(), length);
              int last = Math.min(length, fromStart(range.last(), length));
              return Math.max(1, first) <= day && day <= last;
            });
  }

  private static int fromStart(int day, int length) {
    return day > 0 ? day : length + day + 1;
  }

  private static boolean holds(List<Range> ranges, int number) {
    return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(number));
  }
}
