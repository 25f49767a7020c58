package io.barometer.model.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On which of consecutive days some metrics and facts differ from the day before. */
public final class Moves {
  private final List<double[]> metrics = new ArrayList<>();
  private final List<@Nullable String[]> facts = new ArrayList<>();
  private double[] most = {};

  /** For each metric and, behind them, each fact a day up to which nothing of it is looked for. */
  private int[] next = {};

  /** Watches nothing any more. */
  public void clear() {
    metrics.clear();
    facts.clear();
    Arrays.fill(next, 0);
  }

  /** Watches a metric that makes no difference above a value. */
  public void metric(double[] column, double constantAbove) {
    int at = metrics.size();
    most = at < most.length ? most : Arrays.copyOf(most, 2 * at + 8);
    most[at] = Math.nextUp(constantAbove);
    metrics.add(column);
  }

  /** Watches a fact. */
  public void fact(@Nullable String[] column) {
    facts.add(column);
  }

  /** Whether anything moved on a day, so many days after the first; true for the first. */
  public boolean on(int i) {
    return i == 0 || between(i - 1, i);
  }

  private boolean between(int before, int now) {
    for (int m = 0; m < metrics.size(); m++) {
      double[] column = metrics.get(m);
      if (moved(column[before], column[now], most[m])) {
        return true;
      }
    }
    for (int f = 0; f < facts.size(); f++) {
      if (facts.get(f)[before] != facts.get(f)[now]) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first day after one on which anything moved, or so many days when there is none. Everything
   * that is watched is known by then; the days that are asked for ascend.
   */
  public int next(int day, int length) {
    int watched = metrics.size() + facts.size();
    next = watched <= next.length ? next : Arrays.copyOf(next, watched);
    int first = length;
    for (int i = 0; i < watched; i++) {
      if (next[i] <= day) {
        next[i] = i < metrics.size() ? metric(i, day, length) : fact(i, day, length);
      }
      first = Math.min(first, next[i]);
    }
    return first;
  }

  private int metric(int m, int day, int length) {
    double[] column = metrics.get(m);
    int at = day + 1;
    while (at < length && !moved(column[at - 1], column[at], most[m])) {
      at++;
    }
    return at;
  }

  private int fact(int i, int day, int length) {
    @Nullable String[] column = facts.get(i - metrics.size());
    int at = day + 1;
    while (at < length && column[at - 1] == column[at]) {
      at++;
    }
    return at;
  }

  private static boolean moved(double before, double now, double most) {
    return bits(before) != bits(now) && bits(Math.min(before, most)) != bits(Math.min(now, most));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
