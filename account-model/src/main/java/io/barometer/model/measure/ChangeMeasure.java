package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import org.jspecify.annotations.Nullable;

record ChangeMeasure(Source source, int days, Measure measure, @Nullable Double whenZero)
    implements Measure {
  @Override
  public double value(AccountHistory history, long day) {
    long begin = day - 2L * days + 1;
    if (source.known(history).firstDay() > begin) {
      return Double.NaN;
    }
    return Quotient.of(
        measure.value(history, day), measure.value(history, day - days), 1, whenZero);
  }

  @Override
  public void column(Columns columns, double[] into) {
    double[] before = new double[columns.length()];
    measure.column(columns, into);
    measure.column(columns.earlier(days), before);
    long first = source.known(columns.history()).firstDay();
    for (int i = 0; i < before.length; i++) {
      boolean known = first <= columns.firstDay() + i - 2L * days + 1;
      into[i] = known ? Quotient.of(into[i], before[i], 1, whenZero) : Double.NaN;
    }
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = source.lastDay(history);
    return last == Long.MIN_VALUE ? last : last + 2L * days;
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return source.lastSeen(history, day);
  }
}
