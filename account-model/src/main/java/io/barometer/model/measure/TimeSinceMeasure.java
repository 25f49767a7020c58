package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.OptionalDouble;
import java.util.OptionalLong;

record TimeSinceMeasure(String signal) implements Measure {
  private static final double FAR = 1e9;

  @Override
  public OptionalDouble value(AccountHistory history, long day) {
    OptionalLong last = history.signal(signal).lastDayUpTo(day);
    return last.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (day - last.getAsLong()));
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = history.signal(signal).lastDay();
    if (last == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    return ceiling < FAR ? last + (long) StrictMath.ceil(Math.max(0, ceiling)) : Long.MAX_VALUE;
  }
}
