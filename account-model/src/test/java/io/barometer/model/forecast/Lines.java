package io.barometer.model.forecast;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** Scores that follow a rule, up to {@link #LAST}. */
final class Lines {
  static final long LAST = 20_000;
  static final int LENGTH = RollingOrigin.DAYS + ForecastMethod.LOOKS_BACK;
  static final BandSet BANDS =
      new BandSet(
          BandSet.DEFAULT,
          List.of(
              new Band("Critical", 0, 250),
              new Band("At Risk", 250, 500),
              new Band("Moderate", 500, 750),
              new Band("Healthy", 750, 1000)));

  private Lines() {}

  /** The last day is number 0, the day before number −1. */
  static DailyScores of(IntUnaryOperator tenths) {
    return DailyScores.read(
        day -> OptionalInt.of(tenths.applyAsInt((int) (day - LAST))), LAST - LENGTH, LAST);
  }

  static Backtest backtest(DailyScores... accounts) {
    var backtest = new RollingOrigin(LAST);
    for (DailyScores account : accounts) {
      backtest.add(account);
    }
    return backtest.result();
  }
}
