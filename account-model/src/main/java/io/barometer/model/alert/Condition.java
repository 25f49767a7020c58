package io.barometer.model.alert;

/**
 * What a rule watches. Points are tenths. A score that is Unknown is on neither side of any bound:
 * it fires nothing and resolves nothing.
 */
public sealed interface Condition {

  /**
   * The score lost points within {@code days} (7, 30, 90 or 365). Resolved when the loss is below
   * {@code tenths}.
   */
  record Drop(int days, Comparison comparison, int tenths) implements Condition {}

  /** The score stays below {@code tenths} for longer than {@code longerThanDays} times 24 hours. */
  record Sustained(Comparison comparison, int tenths, int longerThanDays) implements Condition {}

  /** The score fell in {@code falls} (1 to 3) weekly measurements in a row. */
  record Streak(int falls) implements Condition {}

  /**
   * The score crosses {@code tenths}: the score before must be known and on the other side.
   * Resolved when it is back on that side.
   */
  record Crossing(Comparison comparison, int tenths) implements Condition {}

  /**
   * The renewal is at most {@code daysAhead} days ahead, the score stands to {@code level} as told,
   * and the band is {@code band}.
   *
   * @param level any score when {@link Level.Any}
   * @param band any band when empty
   */
  record Renewal(int daysAhead, Level level, String band) implements Condition {}

  /** Which scores a renewal rule looks at. */
  sealed interface Level {
    /** Every score, Unknown too. */
    record Any() implements Level {}

    /** Known scores that stand to {@code tenths} as {@code comparison} says. */
    record Bound(Comparison comparison, int tenths) implements Level {}
  }

  /** One line that is equal exactly when the conditions are. */
  default String canonical() {
    return switch (this) {
      case Drop d -> "drop " + d.days + "d " + d.comparison.sign() + d.tenths;
      case Sustained s ->
          "sustained " + s.comparison.sign() + s.tenths + " " + s.longerThanDays + "d";
      case Streak s -> "streak " + s.falls;
      case Crossing c -> "crossing " + c.comparison.sign() + c.tenths;
      case Renewal r -> "renewal " + r.daysAhead + "d " + canonical(r.level) + " " + r.band;
    };
  }

  private static String canonical(Level level) {
    return switch (level) {
      case Level.Any any -> "any";
      case Level.Bound b -> b.comparison.sign() + b.tenths;
    };
  }
}
