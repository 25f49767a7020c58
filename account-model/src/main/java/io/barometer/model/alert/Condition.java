package io.barometer.model.alert;

import io.barometer.model.scorecard.Expression;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** The score stands to {@code tenths} as told. */
  record Standing(Comparison comparison, int tenths) implements Condition {}

  /**
   * The share of the scorecard's weight that has data comes to stand to {@code percent} as told;
   * before, it must have been known and on the other side.
   */
  record CoverageLost(Comparison comparison, int percent) implements Condition {}

  /** A source that was heard is not heard any more for longer than {@code hours}. */
  record Silence(String signal, int hours) implements Condition {}

  /**
   * Something happened.
   *
   * @param type the event's type
   * @param where what the event must tell, word for word
   * @param openDays it holds for so many times 24 hours after the last such event
   * @param until an event of the type that tells this ends it; nothing ends it when empty
   */
  record Happened(
      String type, SortedMap<String, String> where, int openDays, SortedMap<String, String> until)
      implements Condition {
    public Happened {
      where = Collections.unmodifiableSortedMap(new TreeMap<>(where));
      until = Collections.unmodifiableSortedMap(new TreeMap<>(until));
    }

    /** Whether an event is what is watched for. */
    boolean matches(AlertInput.EventTold event) {
      return event.type().equals(type) && tells(event, where);
    }

    /** Whether an event ends it. */
    boolean ends(AlertInput.EventTold event) {
      return !until.isEmpty() && event.type().equals(type) && tells(event, until);
    }

    private static boolean tells(AlertInput.EventTold event, Map<String, String> fields) {
      return fields.entrySet().stream()
          .allMatch(field -> field.getValue().equals(event.fields().get(field.getKey())));
    }
  }

  /**
   * An expression holds.
   *
   * @param until it ends when this holds; null when it ends where {@code when} does not hold
   */
  record Formula(Expression when, @Nullable Expression until) implements Condition {}

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
      case Standing s -> "level " + s.comparison.sign() + s.tenths;
      case CoverageLost c -> "coverage " + c.comparison.sign() + c.percent;
      case Silence s -> "silence " + s.signal + " " + s.hours + "h";
      case Happened h -> "event " + h.type + " " + h.where + " " + h.openDays + "d " + h.until;
      case Formula f ->
          "expression " + f.when.source() + (f.until == null ? "" : " until " + f.until.source());
    };
  }

  private static String canonical(Level level) {
    return switch (level) {
      case Level.Any any -> "any";
      case Level.Bound b -> b.comparison.sign() + b.tenths;
    };
  }
}
