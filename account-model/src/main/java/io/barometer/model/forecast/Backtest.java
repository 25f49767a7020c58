package io.barometer.model.forecast;

import java.util.List;

/**
 * What forecasts of the past were worth.
 *
 * @param accounts how many gave at least one forecast
 * @param firstDay the first origin
 * @param middleDay forecasts whose outcome was there by then choose the method; those made from
 *     then on judge it, so that nothing judges what it chose
 * @param lastDay the last outcome
 * @param horizons one per horizon, shortest first
 */
public record Backtest(
    int accounts, long firstDay, long middleDay, long lastDay, List<HorizonTest> horizons) {

  public Backtest {
    horizons = List.copyOf(horizons);
  }
}
