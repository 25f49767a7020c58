package io.barometer.model.forecast;

import io.barometer.model.scorecard.BandSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a score may go on for 90 days. Only the score's own line is continued: dates that are known
 * to come, such as a renewal, are not in it.
 *
 * @param origin the day from which it is made
 * @param tenths the score of that day
 * @param line one point per day ahead, 90 in all; each by the method of the shortest of 30, 60 and
 *     90 days that reaches it
 * @param lacking a method that was wanted but needs more days with a score than the account has, so
 *     that "no change" stands in; null when none was
 */
public record Forecast(
    long origin, int tenths, List<ForecastPoint> line, @Nullable ForecastMethod lacking) {
  private static final int FULL = 1000;

  public Forecast {
    line = List.copyOf(line);
  }

  /**
   * Continues a score.
   *
   * @param bands those that hold for the account
   * @param backtest says which method is the default and how wide intervals are
   * @param asked the method to use whatever the backtest says
   * @return empty when the score of the origin is Unknown
   */
  public static Optional<Forecast> of(
      DayScores scores,
      long origin,
      BandSet bands,
      Backtest backtest,
      Optional<ForecastMethod> asked) {
    OptionalInt now = scores.on(origin);
    if (now.isEmpty()) {
      return Optional.empty();
    }
    boolean moving = Recent.of(scores, origin).orElseThrow().moving();
    List<ForecastPoint> line = new ArrayList<>();
    @Nullable ForecastMethod lacking = null;
    for (HorizonTest test : backtest.horizons()) {
      ForecastMethod wanted = asked.orElse(test.standard());
      Optional<Path> path = wanted.from(scores, origin);
      lacking = path.isPresent() ? lacking : wanted;
      ForecastMethod used = path.isPresent() ? wanted : ForecastMethod.NO_CHANGE;
      Path taken = path.orElseGet(() -> new Path(now.getAsInt(), ahead -> 0));
      int width = test.width(used, moving);
      while (line.size() < test.days()) {
        int ahead = line.size() + 1;
        line.add(point(origin, ahead, used, taken.tenths(ahead), width, bands));
      }
    }
    return Optional.of(new Forecast(origin, now.getAsInt(), line, lacking));
  }

  private static ForecastPoint point(
      long origin, int ahead, ForecastMethod method, int tenths, int width, BandSet bands) {
    return new ForecastPoint(
        ahead,
        origin + ahead,
        method,
        tenths,
        Math.max(0, tenths - width),
        Math.min(FULL, tenths + width),
        bands.bandOf(tenths));
  }

  /** The points in 30, 60 and 90 days. */
  public List<ForecastPoint> points() {
    return RollingOrigin.HORIZONS.stream().map(days -> line.get(days - 1)).toList();
  }

  /** The first day whose expected score is in another band than now; empty within 90 days. */
  public Optional<ForecastPoint> crossing(BandSet bands) {
    String now = bands.bandOf(tenths);
    return line.stream().filter(point -> !point.band().equals(now)).findFirst();
  }
}
