package io.barometer.model.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Forecasts the past: from origins every 30 days, with what was there up to the origin, against
 * what came. All methods are compared on the same forecasts: those where each of them has one and
 * the outcome is known. After L. J. Tashman, Out-of-sample tests of forecasting accuracy,
 * International Journal of Forecasting 16 (2000). Add accounts in any order, then ask; for one
 * thread.
 */
public final class RollingOrigin {
  /** The horizons of forecasts, in days. */
  public static final List<Integer> HORIZONS = List.of(30, 60, 90);

  /** How many days of scores before the last one are worth reading. */
  public static final int DAYS = 730;

  private static final int STEP = 30;
  private static final ForecastMethod[] METHODS = ForecastMethod.values();

  private final long lastDay;
  private final List<List<PastForecast>> byHorizon = new ArrayList<>();
  private int accounts;

  /**
   * A backtest.
   *
   * @param lastDay the last outcome that counts
   */
  public RollingOrigin(long lastDay) {
    this.lastDay = lastDay;
    HORIZONS.forEach(horizon -> byHorizon.add(new ArrayList<>()));
  }

  /**
   * What a forecast erred by.
   *
   * @param moving whether the score had moved in the 90 days before the origin; all methods
   *     continue one that had not alike
   * @param errors by method, in tenths, 0 or more
   */
  record PastForecast(long origin, boolean moving, int[] errors) {}

  /** Forecasts one account. */
  public void add(DayScores scores) {
    int before = size();
    for (long origin = lastDay - STEP; origin >= lastDay - DAYS; origin -= STEP) {
      Optional<Recent> recent = Recent.of(scores, origin);
      List<Path> paths = recent.map(RollingOrigin::paths).orElse(List.of());
      boolean moving = recent.isPresent() && recent.get().moving();
      for (int i = 0; i < HORIZONS.size() && !paths.isEmpty(); i++) {
        OptionalInt outcome = outcome(scores, origin + HORIZONS.get(i));
        if (outcome.isPresent()) {
          int[] errors = errors(paths, HORIZONS.get(i), outcome.getAsInt());
          byHorizon.get(i).add(new PastForecast(origin, moving, errors));
        }
      }
    }
    accounts += size() > before ? 1 : 0;
  }

  private int size() {
    return byHorizon.stream().mapToInt(List::size).sum();
  }

  private OptionalInt outcome(DayScores scores, long day) {
    return day > lastDay ? OptionalInt.empty() : scores.on(day);
  }

  /** One per method; none when one of the methods has none. */
  private static List<Path> paths(Recent recent) {
    List<Path> paths = Arrays.stream(METHODS).flatMap(one -> one.from(recent).stream()).toList();
    return paths.size() == METHODS.length ? paths : List.of();
  }

  private static int[] errors(List<Path> paths, int horizon, int outcome) {
    return paths.stream().mapToInt(path -> Math.abs(path.tenths(horizon) - outcome)).toArray();
  }

  /** What the methods were worth. */
  public Backtest result() {
    long first =
        byHorizon.stream()
            .flatMap(List::stream)
            .mapToLong(PastForecast::origin)
            .min()
            .orElse(lastDay);
    long middle = first + (lastDay - first) / 2;
    List<HorizonTest> horizons = new ArrayList<>();
    for (int i = 0; i < HORIZONS.size(); i++) {
      horizons.add(HorizonTest.of(HORIZONS.get(i), byHorizon.get(i), middle));
    }
    return new Backtest(accounts, first, middle, lastDay, horizons);
  }
}
