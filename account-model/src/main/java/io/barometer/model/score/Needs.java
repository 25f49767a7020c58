package io.barometer.model.score;

import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Expression;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The metrics and facts that some expressions read, each counted once. */
final class Needs {
  private final int[] places;
  private final List<String> facts;

  Needs(Measures measures, Collection<Expression> expressions) {
    SortedSet<Integer> found = new TreeSet<>();
    SortedSet<String> told = new TreeSet<>();
    for (Expression expression : expressions) {
      expression.metrics().forEach(metric -> found.add(measures.place(metric)));
      told.addAll(expression.facts());
    }
    this.places = found.stream().mapToInt(Integer::intValue).toArray();
    this.facts = List.copyOf(told);
  }

  int size() {
    return places.length + facts.size();
  }

  int known(Reading reading) {
    int known = 0;
    for (int place : places) {
      known += Double.isNaN(reading.metric(place)) ? 0 : 1;
    }
    return known + factsKnown(reading);
  }

  int fresh(Reading reading, int days) {
    int fresh = 0;
    for (int place : places) {
      boolean told = !Double.isNaN(reading.metric(place));
      fresh += told && reading.isFresh(place, days) ? 1 : 0;
    }
    return fresh + factsKnown(reading);
  }

  private int factsKnown(Reading reading) {
    int known = 0;
    for (String fact : facts) {
      known += reading.fact(fact) == null ? 0 : 1;
    }
    return known;
  }
}
