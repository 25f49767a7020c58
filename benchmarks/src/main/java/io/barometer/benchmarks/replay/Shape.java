package io.barometer.benchmarks.replay;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Measures;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.List;

/** The figures that the {@link VectorLoop} computes, as metrics of a scorecard. */
final class Shape {
  /** The signals whose days are counted. */
  static final List<String> SIGNALS =
      List.of(
          "activity",
          "check.integration",
          "check.policy_sync",
          "check.agent_deployment.value",
          "measurement.alert_response_minutes",
          "check.sla",
          "ticket.opened",
          "ticket.sentiment",
          "vulnerability.found",
          "drift");

  private static final double CLOSE = 1e-3;

  private final Columns columns;
  private final int metrics;

  Shape() {
    List<Metric> all = new ArrayList<>();
    for (String signal : SIGNALS) {
      for (int days : VectorLoop.WINDOWS) {
        all.add(new Windowed("m" + all.size(), "m", "", signal, Windowed.Kind.COUNT, days));
      }
      all.add(new DecayedPoints("m" + all.size(), "m", "", signal, 1, VectorLoop.HALF_LIFE));
    }
    Measures measures = Measures.of(all, List.of());
    this.columns = measures.columns();
    this.metrics = all.size();
  }

  int size() {
    return metrics;
  }

  /** Makes all columns of an account. */
  void read(AccountHistory history, long firstDay, int length) {
    columns.open(history, firstDay, length);
    for (int place = 0; place < metrics; place++) {
      double[] unused = columns.metric(place);
    }
  }

  /**
   * Checks that the loop found the same for an account whose columns were read last.
   *
   * @throws IllegalStateException when it did not
   */
  void compare(VectorLoop loop, int lane, int length) {
    int windows = VectorLoop.WINDOWS.length;
    for (int place = 0; place < metrics; place++) {
      int signal = place / (windows + 1);
      int window = place % (windows + 1);
      double[] column = columns.metric(place);
      for (int day = 0; day < length; day++) {
        double found =
            window < windows
                ? loop.window(signal * windows + window, lane, day)
                : loop.points(signal, lane, day);
        if (Math.abs(column[day] - found) > CLOSE * column[day]) {
          throw new IllegalStateException("the loop finds something else in " + place);
        }
      }
    }
  }
}
