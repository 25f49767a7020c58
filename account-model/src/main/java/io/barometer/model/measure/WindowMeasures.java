package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.ItemSelection;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.history.TopActor;
import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Windowed;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Figures over one window [day − days + 1, day] of one signal; see {@link Windowed.Kind} for what
 * is missing when.
 */
final class WindowMeasures {
  private static final double MISSING = Double.NaN;

  private WindowMeasures() {}

  static Measure of(Windowed metric, Source source) {
    ItemFigure figure = source.items() == null ? null : itemFigure(metric.kind());
    return figure != null && source.items() != null
        ? new ItemsInWindow(source, source.items(), metric, figure)
        : new InWindow(source, metric, figure(metric.kind()));
  }

  /** Whether the figure can be told from counts per item. */
  static boolean countsItems(Windowed.Kind kind) {
    return itemFigure(kind) != null;
  }

  private static Figure figure(Windowed.Kind kind) {
    return switch (kind) {
      case COUNT -> (s, k, from, to) -> started(k.firstDay(), to, s.count(from, to));
      case SUM -> (s, k, from, to) -> started(k.firstDay(), to, s.sumMicros(from, to) / 1e6);
      case MEAN -> (s, k, from, to) -> mean(s, from, to);
      case MIN -> (s, k, from, to) -> value(s.minMicros(from, to));
      case MAX -> (s, k, from, to) -> value(s.maxMicros(from, to));
      case LAST -> (s, k, from, to) -> value(s.lastMicros(from, to));
      case DISTINCT_ACTORS ->
          (s, k, from, to) -> started(k.firstActorDay(), to, s.distinctActors(from, to));
      case DISTINCT_ITEMS ->
          (s, k, from, to) -> started(k.firstItemDay(), to, s.distinctItems(from, to));
      case ACTIVE_DAYS -> (s, k, from, to) -> started(k.firstDay(), to, s.activeDays(from, to));
      case ACTIVE_WEEKS ->
          (s, k, from, to) -> started(k.firstDay(), to, s.activeWeeks(to, weeks(from, to)));
      case UPTIME_HOURS -> (s, k, from, to) -> started(k.firstDay(), to, s.activeHours(from, to));
      case CONCENTRATION -> (s, k, from, to) -> concentration(s, from, to);
      case SILENT_CHAMPION -> (s, k, from, to) -> silence(s, from, to);
    };
  }

  /** The same from counts per item; null where they do not tell. */
  private static @Nullable ItemFigure itemFigure(Windowed.Kind kind) {
    return switch (kind) {
      case COUNT -> ItemSelection::count;
      case ACTIVE_DAYS -> ItemSelection::activeDays;
      case ACTIVE_WEEKS -> (items, from, to) -> items.activeWeeks(to, weeks(from, to));
      case DISTINCT_ITEMS -> ItemSelection::distinctItems;
      case SUM,
          MEAN,
          MIN,
          MAX,
          LAST,
          DISTINCT_ACTORS,
          UPTIME_HOURS,
          CONCENTRATION,
          SILENT_CHAMPION ->
          null;
    };
  }

  private static int weeks(long from, long to) {
    return (int) ((to - from + 1) / 7);
  }

  private static double mean(SignalHistory signal, long from, long to) {
    long count = signal.count(from, to);
    return count == 0 ? MISSING : signal.sumMicros(from, to) / 1e6 / count;
  }

  private static double concentration(SignalHistory signal, long from, long to) {
    Optional<TopActor> top = signal.topActor(from, to);
    return top.isEmpty() ? MISSING : (double) top.get().count() / top.get().total();
  }

  private static double silence(SignalHistory signal, long from, long to) {
    Optional<TopActor> top = signal.topActor(from, to);
    return top.isEmpty() ? MISSING : (double) (to - top.get().lastDay());
  }

  private static double started(long firstDay, long day, double value) {
    return firstDay <= day ? value : MISSING;
  }

  private static double value(OptionalLong micros) {
    return micros.isEmpty() ? MISSING : micros.getAsLong() / 1e6;
  }

  private interface Figure {
    double over(SignalHistory counted, SignalHistory known, long from, long to);
  }

  private interface ItemFigure {
    double over(ItemSelection items, long from, long to);
  }

  private record InWindow(Source source, Windowed metric, Figure figure) implements Measure {
    @Override
    public double value(AccountHistory history, long day) {
      SignalHistory known = source.known(history);
      SignalHistory counted = source.isWhole() ? known : source.counted(history);
      return figure.over(counted, known, day - metric.days() + 1, day);
    }

    @Override
    public void column(Columns days, double[] into) {
      WindowColumns.figure(metric.kind()).over(days.whole(source), metric.days(), into);
      SignalHistory known = source.known(days.history());
      days.missingBefore(WindowColumns.since(metric.kind(), known), into);
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      long last = source.lastDay(history);
      return last == Long.MIN_VALUE ? last : last + metric.days();
    }

    @Override
    public long lastSeen(AccountHistory history, long day) {
      return source.lastSeen(history, day);
    }
  }

  private record ItemsInWindow(
      Source source, ObservationFilter filter, Windowed metric, ItemFigure figure)
      implements Measure {
    @Override
    public double value(AccountHistory history, long day) {
      SignalHistory known = source.known(history);
      return known.firstDay() <= day
          ? figure.over(Source.selected(known, filter), day - metric.days() + 1, day)
          : MISSING;
    }

    @Override
    public void column(Columns days, double[] into) {
      WindowColumns.figure(metric.kind()).over(days.part(source), metric.days(), into);
      days.missingBefore(source.known(days.history()).firstDay(), into);
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      long last = source.lastDay(history);
      return last == Long.MIN_VALUE ? last : last + metric.days();
    }

    @Override
    public long lastSeen(AccountHistory history, long day) {
      return source.lastSeen(history, day);
    }
  }
}
