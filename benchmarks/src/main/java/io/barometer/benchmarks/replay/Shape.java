package io.barometer.benchmarks.replay;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Measures;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.List;

/** The metrics that the {@link VectorLoop} computes, as a scorecard has them. */
final class Shape {
  /** The signals whose days are counted. */
  static final List<String> SIGNALS =
      List.of("activity", "check.integration", "measurement.alert_response_minutes");

  private static final double CLOSE = 1e-3;

  private final Columns columns;
  private final int metrics;

  Shape() {
    List<Metric> all = new ArrayList<>();
    for (String signal : SIGNALS) {
      for (int days : VectorLoop.WINDOWS) {
        String name = "m" + all.size();
        all.add(new Windowed(name, name, "", signal, Windowed.Kind.COUNT, days));
      }
    }
    all.add(new DecayedPoints("points", "points", "", SIGNALS.get(0), 1, VectorLoop.HALF_LIFE));
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
    for (int day = 0; day < length; day++) {
      for (int metric = 0; metric < metrics - 1; metric++) {
        if (columns.metric(metric)[day] != loop.window(metric, lane, day)) {
          throw new IllegalStateException("the loop counts something else: metric " + metric);
        }
      }
      double points = columns.metric(metrics - 1)[day];
      if (Math.abs(points - loop.points(lane, day)) > CLOSE * points) {
        throw new IllegalStateException("the loop weighs something else");
      }
    }
  }
}
