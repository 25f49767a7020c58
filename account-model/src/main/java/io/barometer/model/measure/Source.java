package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.ItemSelection;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.ObservationFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a metric finds its signal. What is counted and what is known differ for a derived signal
 * only.
 *
 * @param counted the signal whose days are counted
 * @param known the signal that tells since when and how lately anything is known
 * @param items the filter of a derived signal that can be answered from counts per item; else null
 */
record Source(String counted, String known, @Nullable ObservationFilter items) {

  static Source of(String signal, List<DerivedSignal> derived) {
    for (DerivedSignal part : derived) {
      if (part.name().equals(signal)) {
        ObservationFilter items = part.filter().readsItemOnly() ? part.filter() : null;
        return new Source(part.key(), part.of(), items);
      }
    }
    return new Source(signal, signal, null);
  }

  /** Whether all of what is known is counted. */
  boolean isWhole() {
    return counted.equals(known);
  }

  SignalHistory counted(AccountHistory history) {
    return history.signal(counted);
  }

  SignalHistory known(AccountHistory history) {
    return history.signal(known);
  }

  /** The days of the items that the filter takes. */
  static ItemSelection selected(SignalHistory known, ObservationFilter items) {
    return known.items(item -> items.accepts(item, null, 0, Map.of()));
  }

  /** Whether the filter takes an item; everything when it does not read items alone. */
  boolean takes(String item) {
    return items == null || items.accepts(item, null, 0, Map.of());
  }

  long lastDay(AccountHistory history) {
    return history.signal(known).lastDay();
  }

  long lastSeen(AccountHistory history, long day) {
    return history.signal(known).lastDayUpTo(day).orElse(Long.MIN_VALUE);
  }
}
