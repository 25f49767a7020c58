package io.barometer.model.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What forecasts over one horizon were worth, and which method follows from that. A score that had
 * not moved for 90 days neither chooses nor judges, since all methods continue it alike: many
 * accounts at rest would make every method, and every interval, look better than it is for the
 * others.
 *
 * @param days the horizon
 * @param choosing how many forecasts chose
 * @param judging how many judged
 * @param methods one per method, "no change" first
 * @param restingWidthTenths the 80 % interval of a score that has not moved for 90 days, by what
 *     such ones did from the middle on
 * @param candidate the method that erred least among those that chose; "no change" when none did
 *     better
 * @param standard the method to use unless another one is asked for: the candidate where it beat
 *     "no change" again among those that judged, else "no change"
 */
public record HorizonTest(
    int days,
    int choosing,
    int judging,
    List<MethodErrors> methods,
    int restingWidthTenths,
    ForecastMethod candidate,
    ForecastMethod standard) {
  /** So many forecasts must choose, and so many judge, before a method is trusted. */
  public static final int LEAST = 30;

  public HorizonTest {
    methods = List.copyOf(methods);
  }

  static HorizonTest of(int days, List<RollingOrigin.PastForecast> forecasts, long middle) {
    List<RollingOrigin.PastForecast> choosing =
        forecasts.stream().filter(one -> one.moving() && one.origin() + days <= middle).toList();
    List<RollingOrigin.PastForecast> judging =
        forecasts.stream().filter(one -> one.moving() && one.origin() >= middle).toList();
    List<RollingOrigin.PastForecast> resting =
        forecasts.stream().filter(one -> !one.moving() && one.origin() >= middle).toList();
    List<MethodErrors> methods = new ArrayList<>();
    for (ForecastMethod method : ForecastMethod.values()) {
      methods.add(MethodErrors.of(method, choosing, judging));
    }
    MethodErrors best =
        methods.stream().min(Comparator.comparingDouble(MethodErrors::choosing)).orElseThrow();
    boolean enough = choosing.size() >= LEAST && judging.size() >= LEAST;
    boolean again = enough && best.judging() < methods.getFirst().judging();
    return new HorizonTest(
        days,
        choosing.size(),
        judging.size(),
        methods,
        MethodErrors.of(ForecastMethod.NO_CHANGE, List.of(), resting).widthTenths(),
        enough ? best.method() : ForecastMethod.NO_CHANGE,
        again ? best.method() : ForecastMethod.NO_CHANGE);
  }

  /** The errors of a method. */
  public MethodErrors of(ForecastMethod method) {
    return methods.get(method.ordinal());
  }

  /** The width of the interval around a score. */
  int width(ForecastMethod method, boolean moving) {
    return moving ? of(method).widthTenths() : restingWidthTenths;
  }

  /** What was found, for people. */
  public String sentence() {
    if (choosing < LEAST || judging < LEAST) {
      return "%d days: too few past forecasts, %d to choose on and %d to judge by where %d each are needed; so \"no change\"."
          .formatted(days, choosing, judging, LEAST);
    }
    String unmoved = points(of(ForecastMethod.NO_CHANGE).judging());
    if (candidate == ForecastMethod.NO_CHANGE) {
      return "%d days: no method beat \"no change\" on the %d earlier forecasts; so \"no change\", off by %s points on average in %d later ones."
          .formatted(days, choosing, unmoved, judging);
    }
    String found = points(of(candidate).judging());
    return standard == candidate
        ? "%d days: %s beats \"no change\" on %d forecasts that did not choose it, off by %s instead of %s points on average."
            .formatted(days, candidate.text(), judging, found, unmoved)
        : "%d days: %s was best on the earlier forecasts but does not beat \"no change\" on the %d later ones, off by %s instead of %s points on average; so \"no change\"."
            .formatted(days, candidate.text(), judging, found, unmoved);
  }

  private static String points(double tenths) {
    return String.format(Locale.ROOT, "%.2f", tenths / 10);
  }
}
