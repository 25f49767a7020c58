package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.scorecard.ObservationFilter;
import java.util.OptionalLong;

record TimeSinceMeasure(Source source) implements Measure {
  private static final double FAR = 1e9;

  @Override
  public double value(AccountHistory history, long day) {
    OptionalLong last = last(history, day);
    return last.isEmpty() ? Double.NaN : (double) (day - last.getAsLong());
  }

  @Override
  public void column(Columns days, double[] into) {
    (source.items() == null ? days.whole(source) : days.part(source)).sinceLast(into);
  }

  private OptionalLong last(AccountHistory history, long day) {
    ObservationFilter items = source.items();
    if (items == null) {
      return source.counted(history).lastDayUpTo(day);
    }
    SignalHistory known = source.known(history);
    return Source.selected(known, items).lastDayUpTo(day);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    OptionalLong last = last(history, Long.MAX_VALUE);
    if (last.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return ceiling < FAR
        ? last.getAsLong() + (long) StrictMath.ceil(Math.max(0, ceiling))
        : Long.MAX_VALUE;
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return source.lastSeen(history, day);
  }
}
