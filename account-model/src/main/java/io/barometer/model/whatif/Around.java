package io.barometer.model.whatif;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * An account as it is, and what is bound to move along with a metric: an observation of today is in
 * every window of its signal, and of the signal that it is a part of. What merely may move along
 * stays as it is.
 */
final class Around {
  private final Scorecard card;
  private final AccountHistory history;
  private final long day;
  private final Measures measures;
  private final Map<Long, Reading> readings = new HashMap<>();

  Around(Scorecard card, AccountHistory history, long day) {
    this.card = card;
    this.history = history;
    this.day = day;
    this.measures = Measures.of(card.metrics(), card.signals());
  }

  Scorecard card() {
    return card;
  }

  AccountHistory history() {
    return history;
  }

  long day() {
    return day;
  }

  /** The value of a metric; {@link Double#NaN} when missing. */
  double now(String metric) {
    return later(0, metric);
  }

  /** The value of a metric so many days later, or earlier where negative, if nothing happens. */
  double later(long days, String metric) {
    Reading reading = readings.computeIfAbsent(days, n -> measures.read(history, day + n));
    return reading.metric(measures.place(metric));
  }

  /** The signal that a signal is a part of; itself when it is none. */
  private String whole(String signal) {
    for (DerivedSignal part : card.signals()) {
      if (part.name().equals(signal)) {
        return part.of();
      }
    }
    return signal;
  }

  /** The name under which histories keep the days of a signal. */
  String counted(String signal) {
    for (DerivedSignal part : card.signals()) {
      if (part.name().equals(signal)) {
        return part.key();
      }
    }
    return signal;
  }

  /** The values that observations of a signal can have. */
  SignalRange range(String signal) {
    return SignalRange.of(whole(signal));
  }

  /** So many observations of today. */
  void observe(Values values, String signal, long more) {
    for (Metric metric : card.metrics()) {
      switch (metric) {
        case Windowed m when m.kind() == Kind.COUNT && belongs(signal, m.signal()) ->
            values.add(m.name(), more);
        case DecayedPoints m when belongs(signal, m.signal()) ->
            values.add(m.name(), more * m.points());
        case TimeSince m when belongs(signal, m.signal()) -> values.set(m.name(), 0);
        case Age m when belongs(signal, m.signal()) && Double.isNaN(values.of(m.name())) ->
            values.set(m.name(), 0);
        case Windowed _, DecayedPoints _, TimeSince _, Age _ -> {}
        case FactNumber _, DaysUntil _, Ratio _, Change _, Derived _ -> {}
      }
    }
    follow(values);
  }

  /** So many observations of today, each by somebody, or of something, that is new. */
  void observeNew(Values values, Windowed counted, long more) {
    observe(values, counted.signal(), more);
    for (Metric metric : card.metrics()) {
      if (metric instanceof Windowed m
          && m.kind() == counted.kind()
          && belongs(counted.signal(), m.signal())) {
        values.add(m.name(), more);
      }
    }
    follow(values);
  }

  /** Whether an observation of one signal is one of another too. */
  private boolean belongs(String signal, String other) {
    return other.equals(signal) || other.equals(whole(signal));
  }

  /**
   * So many days without an observation of a signal, and so without one of its parts; the signal
   * that it is a part of goes on.
   */
  void rest(Values values, String signal, long days) {
    for (Metric metric : card.metrics()) {
      if (isOf(metric, signal)) {
        values.set(metric.name(), later(days, metric.name()));
      }
    }
  }

  private boolean isOf(Metric metric, String signal) {
    return switch (metric) {
      case Windowed m -> belongs(m.signal(), signal);
      case DecayedPoints m -> belongs(m.signal(), signal);
      case TimeSince m -> belongs(m.signal(), signal);
      case Change m -> isOf(card.metrics().get(measures.place(m.of())), signal);
      case Age _, FactNumber _, DaysUntil _, Ratio _, Derived _ -> false;
    };
  }

  /** What is compared with the window before follows its metric. */
  void follow(Values values) {
    for (Metric metric : card.metrics()) {
      if (metric instanceof Change m
          && card.metrics().get(measures.place(m.of())) instanceof Windowed of
          && values.assumed().containsKey(m.of())
          && isOldEnough(of)) {
        double before = later(-of.days(), m.of());
        Double whenZero = m.whenZero();
        double none = whenZero == null ? Double.NaN : whenZero;
        values.set(m.name(), before == 0 ? none : values.of(m.of()) / before);
      }
    }
  }

  private boolean isOldEnough(Windowed of) {
    return history.signal(whole(of.signal())).firstDay() <= day - 2L * of.days() + 1;
  }
}
