package io.barometer.model.measure;

import io.barometer.model.history.Observation;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The derived signals that histories must keep for some scorecards: each observation that a filter
 * takes is added once more under the key of its signal. Filters that are answered from counts per
 * item are not among them.
 */
public final class DerivedSignals {
  private final SortedMap<String, DerivedSignal> byKey = new TreeMap<>();

  private DerivedSignals() {}

  /** Those of all these scorecards; equal ones are kept once. */
  public static DerivedSignals of(Collection<Scorecard> cards) {
    DerivedSignals signals = new DerivedSignals();
    for (Scorecard card : cards) {
      for (DerivedSignal signal : card.signals()) {
        if (!answeredFromItems(signal, card.metrics())) {
          signals.byKey.putIfAbsent(signal.key(), signal);
        }
      }
    }
    return signals;
  }

  /** The keys, ascending: two with the same keys fold the same way. */
  public List<String> keys() {
    return List.copyOf(byKey.keySet());
  }

  /** What to add besides the observation itself. */
  public List<Observation> of(Observation observation, Map<String, String> attributes) {
    List<Observation> found = new ArrayList<>();
    byKey.forEach(
        (key, signal) -> {
          if (signal.of().equals(observation.signal()) && takes(signal, observation, attributes)) {
            found.add(
                new Observation(
                    key,
                    observation.occurredAt(),
                    observation.micros(),
                    observation.actor(),
                    observation.item()));
          }
        });
    return found;
  }

  private static boolean takes(
      DerivedSignal signal, Observation observation, Map<String, String> attributes) {
    return signal
        .filter()
        .accepts(observation.item(), observation.actor(), observation.micros(), attributes);
  }

  private static boolean answeredFromItems(DerivedSignal signal, List<Metric> metrics) {
    return signal.filter().readsItemOnly()
        && metrics.stream().noneMatch(metric -> needsDays(metric, signal.name()));
  }

  private static boolean needsDays(Metric metric, String signal) {
    return switch (metric) {
      case Windowed m -> m.signal().equals(signal) && !WindowMeasures.countsItems(m.kind());
      case DecayedPoints m -> m.signal().equals(signal);
      case Age m -> m.signal().equals(signal);
      case TimeSince _, FactNumber _, DaysUntil _, Ratio _, Change _, Derived _ -> false;
    };
  }
}
