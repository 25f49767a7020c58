package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Moves;
import io.barometer.model.scorecard.Expression;
import java.util.Arrays;
import java.util.TreeSet;

/** Which metrics and facts a scorecard reads, and from which value on each makes no difference. */
final class UsedMetrics {
  private final Measures measures;
  private final double[] ceilings;
  private final TreeSet<String> facts = new TreeSet<>();

  UsedMetrics(Measures measures) {
    this.measures = measures;
    this.ceilings = new double[measures.size()];
    Arrays.fill(ceilings, Double.NaN);
  }

  void add(int place, double constantFrom) {
    ceilings[place] =
        Double.isNaN(ceilings[place]) ? constantFrom : Math.max(ceilings[place], constantFrom);
  }

  void add(Expression expression) {
    for (String metric : expression.metrics()) {
      add(measures.place(metric), expression.constantFrom(metric));
    }
    facts.addAll(expression.facts());
  }

  /** Whether a metric is read. */
  boolean reads(int place) {
    return !Double.isNaN(ceilings[place]);
  }

  /** Watches all of them in the columns. */
  void watch(Columns columns, Moves moves) {
    for (int place = 0; place < ceilings.length; place++) {
      if (!Double.isNaN(ceilings[place])) {
        moves.metric(columns.metric(place), ceilings[place]);
      }
    }
    facts.forEach(fact -> moves.fact(columns.fact(fact)));
  }

  boolean settledAfter(AccountHistory history, long day) {
    for (int place = 0; place < ceilings.length; place++) {
      boolean used = !Double.isNaN(ceilings[place]);
      if (used && !measures.settledAfter(place, history, day, ceilings[place])) {
        return false;
      }
    }
    for (String fact : facts) {
      if (history.lastFactDay(fact).orElse(Long.MIN_VALUE) > day) {
        return false;
      }
    }
    return true;
  }
}
