package io.barometer.model.measure;

import io.barometer.model.history.SignalDays;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.scorecard.Windowed;

/** The figures of {@link WindowMeasures} for windows that end on each of consecutive days. */
final class WindowColumns {
  private WindowColumns() {}

  interface Figure {
    void over(SignalDays signal, int window, double[] into);
  }

  static Figure figure(Windowed.Kind kind) {
    return switch (kind) {
      case COUNT -> SignalDays::counts;
      case SUM -> SignalDays::sums;
      case MEAN -> SignalDays::means;
      case MIN -> SignalDays::least;
      case MAX -> SignalDays::most;
      case LAST -> SignalDays::last;
      case DISTINCT_ACTORS -> SignalDays::distinctActors;
      case DISTINCT_ITEMS -> SignalDays::distinctItems;
      case ACTIVE_DAYS -> SignalDays::activeDays;
      case ACTIVE_WEEKS -> SignalDays::activeWeeks;
      case UPTIME_HOURS -> SignalDays::activeHours;
      case CONCENTRATION -> SignalDays::concentration;
      case SILENT_CHAMPION -> SignalDays::silence;
    };
  }

  /** The day from which an empty window is 0 and not missing. */
  static long since(Windowed.Kind kind, SignalHistory known) {
    return switch (kind) {
      case COUNT, SUM, ACTIVE_DAYS, ACTIVE_WEEKS, UPTIME_HOURS -> known.firstDay();
      case DISTINCT_ACTORS -> known.firstActorDay();
      case DISTINCT_ITEMS -> known.firstItemDay();
      case MEAN, MIN, MAX, LAST, CONCENTRATION, SILENT_CHAMPION -> Long.MIN_VALUE;
    };
  }
}
