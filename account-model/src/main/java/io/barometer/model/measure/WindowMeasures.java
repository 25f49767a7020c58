package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.history.TopActor;
import io.barometer.model.scorecard.Windowed;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Figures over one window [day − days + 1, day] of one signal; see {@link Windowed.Kind} for what
 * is missing when.
 */
final class WindowMeasures {
  private WindowMeasures() {}

  static Measure of(Windowed metric) {
    return new InWindow(metric.signal(), metric.days(), figure(metric.kind()));
  }

  private static Figure figure(Windowed.Kind kind) {
    return switch (kind) {
      case COUNT -> (s, from, to) -> started(s.firstDay(), to, (double) s.count(from, to));
      case SUM -> (s, from, to) -> started(s.firstDay(), to, s.sumMicros(from, to) / 1e6);
      case MEAN -> WindowMeasures::mean;
      case MIN -> (s, from, to) -> value(s.minMicros(from, to));
      case MAX -> (s, from, to) -> value(s.maxMicros(from, to));
      case LAST -> (s, from, to) -> value(s.lastMicros(from, to));
      case DISTINCT_ACTORS ->
          (s, from, to) -> started(s.firstActorDay(), to, s.distinctActors(from, to));
      case DISTINCT_ITEMS ->
          (s, from, to) -> started(s.firstItemDay(), to, s.distinctItems(from, to));
      case ACTIVE_DAYS -> (s, from, to) -> started(s.firstDay(), to, s.activeDays(from, to));
      case ACTIVE_WEEKS ->
          (s, from, to) ->
              started(s.firstDay(), to, s.activeWeeks(to, (int) ((to - from + 1) / 7)));
      case UPTIME_HOURS -> (s, from, to) -> started(s.firstDay(), to, s.activeHours(from, to));
      case CONCENTRATION -> WindowMeasures::concentration;
      case SILENT_CHAMPION -> WindowMeasures::silence;
    };
  }

  private static OptionalDouble mean(SignalHistory signal, long from, long to) {
    long count = signal.count(from, to);
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(signal.sumMicros(from, to) / 1e6 / count);
  }

  private static OptionalDouble concentration(SignalHistory signal, long from, long to) {
    Optional<TopActor> top = signal.topActor(from, to);
    return top.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) top.get().count() / top.get().total());
  }

  private static OptionalDouble silence(SignalHistory signal, long from, long to) {
    Optional<TopActor> top = signal.topActor(from, to);
    return top.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (to - top.get().lastDay()));
  }

  private static OptionalDouble started(long firstDay, long day, double value) {
    return firstDay <= day ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static OptionalDouble value(OptionalLong micros) {
    return micros.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(micros.getAsLong() / 1e6);
  }

  private interface Figure {
    OptionalDouble over(SignalHistory signal, long from, long to);
  }

  private record InWindow(String signal, int days, Figure figure) implements Measure {
    @Override
    public OptionalDouble value(AccountHistory history, long day) {
      return figure.over(history.signal(signal), day - days + 1, day);
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      long last = history.signal(signal).lastDay();
      return last == Long.MIN_VALUE ? last : last + days;
    }
  }
}
