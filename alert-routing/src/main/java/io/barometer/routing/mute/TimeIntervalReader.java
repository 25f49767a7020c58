package io.barometer.routing.mute;

import io.barometer.routing.mute.TimeIntervalReading.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads part by part and keeps what is wrong. */
final class TimeIntervalReader {
  private static final Pattern TIMES =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");
  private static final Range DAY = new Range(-31, 31);
  private static final Range YEAR = new Range(1970, 9999);

  private final List<Problem> problems = new ArrayList<>();

  /** What was wrong so far. */
  List<Problem> problems() {
    return problems;
  }

  ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone.isEmpty() ? "UTC" : zone);
    } catch (DateTimeException unknown) {
      problems.add(new Problem("time_zone", "no time zone, for example \"Europe/Berlin\""));
      return ZoneId.of("UTC");
    }
  }

  Span span(String path, SpanText span) {
    return new Span(
        times(path + "times", span.times()),
        ranges(
            path + "weekdays", span.weekdays(), TimeIntervalReader::weekday, "\"monday:friday\""),
        ranges(
            path + "days_of_month",
            span.daysOfMonth(),
            TimeIntervalReader::day,
            "\"1:5\" or \"-3:-1\""),
        ranges(
            path + "months", span.months(), TimeIntervalReader::month, "\"december\" or \"11:12\""),
        ranges(
            path + "years", span.years(), TimeIntervalReader::year, "\"2027\" or \"2027:2028\""));
  }

  private List<Range> times(String path, List<String> texts) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Matcher parts = TIMES.matcher(texts.get(i));
      Range range = parts.matches() ? minutes(parts) : new Range(1, 0);
      if (range.first() > range.last()) {
        problems.add(
            new Problem(
                path + "[" + i + "]",
                "no times, for example \"09:00-17:00\"; over midnight write two"));
      }
      ranges.add(range);
    }
    return ranges;
  }

  private static Range minutes(Matcher parts) {
    int first = Integer.parseInt(parts.group(1)) * 60 + Integer.parseInt(parts.group(2));
    int end =
        parts.group(3) == null
            ? 24 * 60
            : Integer.parseInt(parts.group(3)) * 60 + Integer.parseInt(parts.group(4));
    return new Range(first, end - 1);
  }

  private List<Range> ranges(
      String path, List<String> texts, ToIntFunction<String> value, String example) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        ranges.add(range(texts.get(i), value));
      } catch (IllegalArgumentException wrong) {
        problems.add(new Problem(path + "[" + i + "]", "write for example " + example));
      }
    }
    return ranges;
  }

  private static Range range(String text, ToIntFunction<String> value) {
    int colon = text.indexOf(':');
    int first = value.applyAsInt(colon < 0 ? text : text.substring(0, colon));
    int last = colon < 0 ? first : value.applyAsInt(text.substring(colon + 1));
    boolean sameEnd = first < 0 == last < 0;
    if (sameEnd && last < first) {
      throw new IllegalArgumentException("backwards");
    }
    return new Range(first, last);
  }

  private static int weekday(String text) {
    return DayOfWeek.valueOf(text.strip().toUpperCase(Locale.ROOT)).getValue();
  }

  private static int month(String text) {
    String name = text.strip();
    return !name.isEmpty() && Character.isDigit(name.charAt(0))
        ? Month.of(number(name, new Range(1, 12))).getValue()
        : Month.valueOf(name.toUpperCase(Locale.ROOT)).getValue();
  }

  private static int day(String text) {
    int day = number(text, DAY);
    if (day == 0) {
      throw new IllegalArgumentException("no day");
    }
    return day;
  }

  private static int year(String text) {
    return number(text, YEAR);
  }

  private static int number(String text, Range allowed) {
    int number = Integer.parseInt(text.strip());
    if (!allowed.contains(number)) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }
}
