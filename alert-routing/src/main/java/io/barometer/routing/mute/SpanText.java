package io.barometer.routing.mute;

import java.util.List;

/**
 * A span as it is written. Each list holds ranges {@code a:b} or single values; an empty list holds
 * for all.
 *
 * @param times {@code 09:00-17:00}, the end not included; 24:00 is the end of the day
 * @param weekdays {@code monday:friday}
 * @param daysOfMonth {@code 1:5}, or {@code -3:-1} for the last three
 * @param months {@code december} or {@code 12}
 * @param years {@code 2026:2027}
 */
public record SpanText(
    List<String> times,
    List<String> weekdays,
    List<String> daysOfMonth,
    List<String> months,
    List<String> years) {

  public SpanText {
    times = List.copyOf(times);
    weekdays = List.copyOf(weekdays);
    daysOfMonth = List.copyOf(daysOfMonth);
    months = List.copyOf(months);
    years = List.copyOf(years);
  }
}
