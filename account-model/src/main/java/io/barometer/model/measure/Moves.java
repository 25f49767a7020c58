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

  /** Watches nothing any more. */
  public void clear() {
    metrics.clear();
    facts.clear();
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

  /** Whether anything differs between two days. */
  public boolean between(int before, int now) {
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

  private static boolean moved(double before, double now, double most) {
    return bits(before) != bits(now) && bits(Math.min(before, most)) != bits(Math.min(now, most));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
