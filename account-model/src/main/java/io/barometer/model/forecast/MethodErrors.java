package io.barometer.model.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * What one method was worth at one horizon.
 *
 * @param choosing mean absolute error of the forecasts that choose, in tenths; 0 when there is none
 * @param judging the same of those that judge
 * @param widthTenths 80 % interval: the point ± this, from the errors of those that judge
 * @param coveredPercent share of those that judge inside the interval that those that choose would
 *     have given, 0 to 100, rounded down: what such an interval held when it was used
 */
public record MethodErrors(
    ForecastMethod method, double choosing, double judging, int widthTenths, int coveredPercent) {
  private static final int FULL = 1000;
  private static final int PERCENT = 80;

  static MethodErrors of(
      ForecastMethod method,
      List<RollingOrigin.PastForecast> choosing,
      List<RollingOrigin.PastForecast> judging) {
    int[] earlier = sorted(method, choosing);
    int[] later = sorted(method, judging);
    int width = width(earlier);
    long inside = Arrays.stream(later).filter(error -> error <= width).count();
    return new MethodErrors(
        method,
        mean(earlier),
        mean(later),
        width(later),
        later.length == 0 ? 0 : (int) (100 * inside / later.length));
  }

  private static int[] sorted(ForecastMethod method, List<RollingOrigin.PastForecast> forecasts) {
    return forecasts.stream().mapToInt(one -> one.errors()[method.ordinal()]).sorted().toArray();
  }

  private static double mean(int[] errors) {
    return errors.length == 0
        ? 0
        : (double) Arrays.stream(errors).asLongStream().sum() / errors.length;
  }

  /**
   * The split-conformal quantile, the ⌈0.8 (n + 1)⌉-th smallest error: V. Vovk, A. Gammerman and G.
   * Shafer, Algorithmic Learning in a Random World (2005). With fewer than four errors it is the
   * whole range.
   */
  private static int width(int[] sorted) {
    int rank = (PERCENT * (sorted.length + 1) + 99) / 100;
    return rank > sorted.length ? FULL : sorted[rank - 1];
  }
}
