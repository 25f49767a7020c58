package io.barometer.model.whatif;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.history.TopActor;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * The values that an account's metrics can take from where they are: what happened cannot be
 * undone, only more can happen, or nothing. Facts and the passing of time are nobody's to change.
 */
final class Levers {
  private static final long PLENTY = 1_000_000;
  private static final int LONGEST_WAIT = 400;
  private static final int HALF_LIVES = 20;
  private static final int WEEK = 7;
  private static final int HOURS = 24;

  private final Around around;
  private final AccountHistory history;
  private final long day;
  private final List<Lever> levers = new ArrayList<>();

  private Levers(Around around) {
    this.around = around;
    this.history = around.history();
    this.day = around.day();
  }

  /** All there are, metric by metric. */
  static List<Lever> of(Around around) {
    Levers levers = new Levers(around);
    around.card().metrics().forEach(levers::add);
    return levers.levers;
  }

  private void add(Metric metric) {
    switch (metric) {
      case Windowed m -> add(m);
      case DecayedPoints m -> {
        observed(m, PLENTY, (values, k) -> around.observe(values, m.signal(), k));
        waiting(m, m.signal(), (int) Math.min(LONGEST_WAIT, HALF_LIVES * m.halfLifeDays()));
      }
      case TimeSince m -> observed(m, 1, (values, k) -> around.observe(values, m.signal(), k));
      case Age _, FactNumber _, DaysUntil _, Ratio _, Change _, Derived _ -> {}
    }
  }

  private void add(Windowed m) {
    switch (m.kind()) {
      case COUNT -> observed(m, PLENTY, (values, k) -> around.observe(values, m.signal(), k));
      case SUM -> observed(m, PLENTY, (values, k) -> sum(m, values, k));
      case DISTINCT_ACTORS, DISTINCT_ITEMS ->
          observed(m, PLENTY, (values, k) -> around.observeNew(values, m, k));
      case ACTIVE_DAYS -> everyDay(m, 1, 1);
      case UPTIME_HOURS -> everyDay(m, 1, HOURS);
      case ACTIVE_WEEKS -> everyDay(m, WEEK, 1);
      case LAST -> {
        valued(m, 1);
        valued(m, -1);
      }
      case MAX -> valued(m, 1);
      case MIN -> valued(m, -1);
      case MEAN -> {
        SignalRange range = around.range(m.signal());
        mean(m, range.most());
        mean(m, range.least());
      }
      case CONCENTRATION -> concentration(m);
      case SILENT_CHAMPION -> observed(m, 1, (values, k) -> returned(m, values));
    }
    waiting(m, m.signal(), Math.min(LONGEST_WAIT, m.days()));
  }

  private void observed(Metric metric, long most, ObjLongConsumer<Values> move) {
    levers.add(new Lever(metric, Means.MORE, most, 1, move));
  }

  private void sum(Windowed m, Values values, long more) {
    around.observe(values, m.signal(), 1);
    values.add(m.name(), more);
    around.follow(values);
  }

  private void returned(Windowed m, Values values) {
    if (!Double.isNaN(values.of(m.name()))) {
      around.observe(values, m.signal(), 1);
      values.set(m.name(), 0);
    }
  }

  /** So many days on each of which all happens that can; the days before grow older meanwhile. */
  private void everyDay(Windowed m, int stride, int gain) {
    ObjLongConsumer<Values> move =
        (values, steps) -> {
          double rest = around.later(steps * stride, m.name());
          values.set(m.name(), (Double.isNaN(rest) ? 0 : rest) + gain * steps);
          around.follow(values);
        };
    levers.add(new Lever(m, Means.EVERY_DAY, m.days() / stride, stride, move));
  }

  /** One observation of another value. */
  private void valued(Windowed m, int direction) {
    SignalRange range = around.range(m.signal());
    double now = around.now(m.name());
    double from = Double.isNaN(now) ? beyond(range, direction) : now;
    double end = direction > 0 ? range.most() : range.least();
    double room = StrictMath.floor(Math.abs(end - from) / range.unit() + 1e-9);
    long most = (long) Math.min(PLENTY, room);
    ObjLongConsumer<Values> move =
        (values, steps) -> {
          around.observe(values, m.signal(), 1);
          values.set(m.name(), rounded(from + direction * steps * range.unit()));
          around.follow(values);
        };
    if (most > 0) {
      levers.add(new Lever(m, Means.VALUE, most, 1, move));
    }
  }

  /**
   * Where the first step leads to the first value of the range; the second way is then not gone.
   */
  private static double beyond(SignalRange range, int direction) {
    if (direction < 0) {
      return range.least();
    }
    return range.least() > Double.NEGATIVE_INFINITY ? range.least() - range.unit() : 0;
  }

  private static double rounded(double value) {
    return StrictMath.rint(value * 1e6) / 1e6;
  }

  /** More observations of one value, the best there is. */
  private void mean(Windowed m, double best) {
    SignalHistory signal = history.signal(around.counted(m.signal()));
    long from = day - m.days() + 1;
    double sum = signal.sumMicros(from, day) / 1e6;
    long count = signal.count(from, day);
    ObjLongConsumer<Values> move =
        (values, k) -> {
          around.observe(values, m.signal(), k);
          values.set(m.name(), (sum + k * best) / (count + k));
          around.follow(values);
        };
    if (Double.isFinite(best)) {
      levers.add(new Lever(m, Means.BEST_VALUES, PLENTY, 1, move));
    }
  }

  /** More by others than the most active one, or more by that one. */
  private void concentration(Windowed m) {
    SignalHistory signal = history.signal(around.counted(m.signal()));
    Optional<TopActor> found = signal.topActor(day - m.days() + 1, day);
    if (found.isPresent()) {
      TopActor top = found.get();
      for (int own = 0; own <= 1; own++) {
        int mine = own;
        observed(
            m,
            PLENTY,
            (values, k) -> {
              around.observe(values, m.signal(), k);
              values.set(m.name(), (double) (top.count() + mine * k) / (top.total() + k));
            });
      }
    }
  }

  private void waiting(Metric metric, String signal, int most) {
    ObjLongConsumer<Values> move = (values, days) -> around.rest(values, signal, days);
    levers.add(new Lever(metric, Means.WAITING, most, 1, move));
  }
}
