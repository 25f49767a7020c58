package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;

record AgeMeasure(Source source) implements Measure {
  private static final double FAR = 1e9;

  @Override
  public double value(AccountHistory history, long day) {
    long first = source.counted(history).firstDay();
    return first <= day ? (double) (day - first) : Double.NaN;
  }

  @Override
  public void column(Columns days, double[] into) {
    long first = source.counted(days.history()).firstDay();
    for (int i = 0; i < days.length(); i++) {
      into[i] = days.firstDay() + i - first;
    }
    days.missingBefore(first, into);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long first = source.counted(history).firstDay();
    if (first == Long.MAX_VALUE) {
      return Long.MIN_VALUE;
    }
    return ceiling < FAR ? first + (long) StrictMath.ceil(Math.max(0, ceiling)) : Long.MAX_VALUE;
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return source.counted(history).firstDay() <= day ? day : Long.MIN_VALUE;
  }
}
