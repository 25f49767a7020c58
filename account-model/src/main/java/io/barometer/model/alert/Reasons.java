package io.barometer.model.alert;

import io.barometer.model.alert.Condition.CoverageLost;
import io.barometer.model.alert.Condition.Crossing;
import io.barometer.model.alert.Condition.Drop;
import io.barometer.model.alert.Condition.Level;
import io.barometer.model.alert.Condition.Renewal;
import io.barometer.model.alert.Condition.Silence;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.Condition.Sustained;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The sentences of the policy: the same words whenever the same thing happens. */
final class Reasons {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT);

  private Reasons() {}

  /** What a correction made of the score on which an alert fired. */
  static String corrected(CorrectedScore score, boolean replaced) {
    String with = replaced ? "with the corrected event" : "without the retracted event";
    int tenths = score.instead().tenths();
    if (tenths == score.publishedTenths()) {
      return "The data was corrected: the score stays %s %s, but what it is compared with was another."
          .formatted(known(tenths), with);
    }
    return "The data was corrected: the score was %s, %s it is %s."
        .formatted(known(score.publishedTenths()), with, known(tenths));
  }

  private static String known(int tenths) {
    return tenths == AlertInput.MISSING ? "Unknown" : points(tenths);
  }

  static String lost(Drop drop, int then, int now) {
    return "Lost %s points in %d days: %s → %s (the rule's bound: %s %s)."
        .formatted(
            points(then - now),
            drop.days(),
            points(then),
            points(now),
            drop.comparison().words(),
            bound(drop.tenths()));
  }

  static String lossEnded(Drop drop, int loss, int clear) {
    String change =
        loss > 0 ? "The loss over %d days is %s points" : "The gain over %d days is %s points";
    return change.formatted(drop.days(), points(Math.abs(loss)))
        + (clear == drop.tenths() ? " now, the rule's bound is a loss of " : " now, less than ")
        + bound(clear)
        + ".";
  }

  static String fell(Streak streak, Situation now) {
    StringBuilder row = new StringBuilder();
    for (int week = streak.falls(); week > 0; week--) {
      row.append(points(now.weekly(week))).append(" → ");
    }
    row.append(points(now.weekly(0)));
    return streak.falls() == 1
        ? "Fell since last week: " + row + "."
        : "Fell " + streak.falls() + " weeks in a row: " + row + ".";
  }

  static String roseAgain(int before, int after) {
    return "The weekly measurements no longer fall: %s, then %s."
        .formatted(points(before), points(after));
  }

  static String crossed(Crossing rule, int before, int now) {
    return "%s %s: %s → %s."
        .formatted(
            switch (rule.comparison()) {
              case LESS -> "Fell below";
              case LESS_OR_EQUAL -> "Fell to or below";
              case GREATER -> "Rose above";
              case GREATER_OR_EQUAL -> "Rose to or above";
            },
            bound(rule.tenths()),
            points(before),
            points(now));
  }

  static String noLonger(Comparison comparison, int clear, int now) {
    return "The score is %s, no longer %s %s."
        .formatted(points(now), comparison.words(), bound(clear));
  }

  static String stands(Comparison comparison, int tenths, Situation now) {
    return "The score is %s: %s %s."
        .formatted(scoreAndBand(now), comparison.words(), bound(tenths));
  }

  static String low(Sustained rule, int now, Instant since) {
    return "The score is %s and has been %s since %s, for more than %d days."
        .formatted(points(now), low(rule, rule.tenths()), date(since), rule.longerThanDays());
  }

  static String noLongerLow(Sustained rule, int clear, int now) {
    return "The score is " + points(now) + ", no longer " + low(rule, clear) + ".";
  }

  private static String low(Sustained rule, int level) {
    String words = rule.comparison() == Comparison.LESS ? "below " : "at or below ";
    return words + bound(level);
  }

  static String covered(int percent) {
    return "Data covers " + percent + " % of the weight.";
  }

  static String coverageLost(CoverageLost rule, int before, int now) {
    return "Data covers %d %% of the weight, before it was %d %% (the rule's bound: %s %d %%)."
        .formatted(now, before, rule.comparison().words(), rule.percent());
  }

  static String silent(Silence rule, Instant heard) {
    return "\"%s\" has been silent since %s, for more than %s."
        .formatted(
            rule.signal(), time(heard), rule.hours() == 1 ? "an hour" : rule.hours() + " hours");
  }

  static String renews(Renewal rule, Situation now, long ahead) {
    String when =
        ahead == 0
            ? "Renews today"
            : ahead == 1 ? "Renews in 1 day" : "Renews in " + ahead + " days";
    String level =
        switch (rule.level()) {
          case Level.Any any -> "";
          case Level.Bound b -> ", " + b.comparison().words() + " " + bound(b.tenths());
        };
    return when
        + ", on "
        + date(now.renewalDay())
        + ", with a score of "
        + scoreAndBand(now)
        + level
        + ".";
  }

  static String scoreAndBand(Situation now) {
    return now.known() ? points(now.tenths()) + " (" + now.band() + ")" : "Unknown";
  }

  /** "52.6" for 526. */
  static String points(int tenths) {
    return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  /** "20" for 200, "20.5" for 205. */
  static String bound(int tenths) {
    return tenths % 10 == 0 ? Integer.toString(tenths / 10) : points(tenths);
  }

  static String time(Instant time) {
    return MINUTE.format(time.atOffset(ZoneOffset.UTC));
  }

  static String date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).format(DAY);
  }

  static String date(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).format(DAY);
  }
}
