package io.barometer.model.whatif;

import io.barometer.model.score.Score;
import io.barometer.model.score.Sentences;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Windowed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the first step of a lever that reaches the goal; without one the first of those that gain
 * most. The first 100 steps are tried one by one, beyond them in strides of a quarter, and the last
 * stride is halved until one step less does not reach it.
 */
final class Search {
  private static final int CLOSE = 100;
  private static final int WEEKS = 52;
  private static final int WEEK = 7;
  private static final Score NONE = new Score(0, OptionalInt.empty(), Band.UNKNOWN, 0);

  private final Around around;
  private final Function<Values, Score> scoring;
  private final Predicate<Score> goal;
  private final Map<String, Double> spreads = new HashMap<>();

  Search(Around around, Function<Values, Score> scoring, Predicate<Score> goal) {
    this.around = around;
    this.scoring = scoring;
    this.goal = goal;
  }

  /** A step of a lever with the score after it. */
  private record Found(long steps, Score score) {}

  /**
   * Empty when no step of the lever gains anything, and when only what has to rest along with the
   * metric does: nobody is told to let a metric fall.
   */
  Optional<Suggestion> of(Lever lever, Values before, Score now) {
    return best(lever, before, now).filter(one -> helps(one, before, now));
  }

  private boolean helps(Suggestion one, Values before, Score now) {
    if (one.means() != Means.WAITING) {
      return true;
    }
    Values alone = before.copy();
    alone.set(one.metric(), one.after());
    return tenths(scoring.apply(alone)) > tenths(now);
  }

  private Optional<Suggestion> best(Lever lever, Values before, Score now) {
    Found best = new Found(0, now);
    long last = 0;
    for (long steps = 1; steps <= lever.most() && steps > last; steps = next(steps, lever)) {
      Score score = at(lever, before, steps);
      if (goal.test(score)) {
        return Optional.of(told(lever, before, first(lever, before, last, steps, goal)));
      }
      if (tenths(score) > tenths(best.score())) {
        int gained = tenths(score);
        best = first(lever, before, last, steps, other -> tenths(other) >= gained);
      }
      last = steps;
    }
    return best.steps() == 0 ? Optional.empty() : Optional.of(told(lever, before, best));
  }

  private static long next(long steps, Lever lever) {
    long stride = steps < CLOSE ? 1 : steps / 4;
    return steps == lever.most() ? steps : Math.min(lever.most(), steps + stride);
  }

  /** The first step after one that fails, found by halving. */
  private Found first(Lever lever, Values before, long fails, long holds, Predicate<Score> wanted) {
    long low = fails;
    long high = holds;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (wanted.test(at(lever, before, middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return new Found(high, at(lever, before, high));
  }

  /** A score that is better because data is gone is none. */
  private Score at(Lever lever, Values before, long steps) {
    Values after = lever.after(before, steps);
    return Double.isNaN(after.of(lever.metric().name())) ? NONE : scoring.apply(after);
  }

  private static int tenths(Score score) {
    return score.tenths().orElse(-1);
  }

  private Suggestion told(Lever lever, Values before, Found found) {
    Metric metric = lever.metric();
    double then = before.of(metric.name());
    double now = lever.after(before, found.steps()).of(metric.name());
    long count = found.steps() * lever.stride();
    return new Suggestion(
        metric.name(),
        metric.title(),
        metric.unit(),
        optional(then),
        now,
        lever.means(),
        count,
        found.score(),
        goal.test(found.score()),
        cost(metric, then, now),
        text(lever, then, now, count));
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How far the value moves, measured by how far it moved in the weeks before. */
  private double cost(Metric metric, double then, double now) {
    double from = Double.isNaN(then) ? 0 : then;
    return Math.abs(now - from) / spreads.computeIfAbsent(metric.name(), name -> spread(metric));
  }

  private double spread(Metric metric) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int week = 0; week < WEEKS; week++) {
      double value = around.later(-(long) WEEK * week, metric.name());
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return most > least ? most - least : unmoved(metric, most);
  }

  /** Of a value that never moved, the range that it may have; else its size. */
  private double unmoved(Metric metric, double value) {
    if (metric instanceof Windowed m
        && (m.kind() == Windowed.Kind.LAST || m.kind() == Windowed.Kind.MEAN)
        && around.range(m.signal()).bounded()) {
      return around.range(m.signal()).most() - around.range(m.signal()).least();
    }
    return Math.max(1, Double.isInfinite(value) ? 1 : Math.abs(value));
  }

  private static String text(Lever lever, double then, double now, long count) {
    String values =
        "%s: %s instead of %s, ".formatted(lever.metric().title(), number(now), number(then));
    String days = count + (count == 1 ? " day" : " days");
    return values
        + switch (lever.means()) {
          case MORE -> "by %d more".formatted(count);
          case VALUE -> "by one observation";
          case BEST_VALUES -> "by %d more at the end of the range".formatted(count);
          case EVERY_DAY -> "by " + days + " without a gap";
          case WAITING -> "after " + days + " with nothing new";
        };
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "no data" : Sentences.number(value);
  }
}
