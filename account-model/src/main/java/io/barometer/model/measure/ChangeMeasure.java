package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Windowed;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

record ChangeMeasure(Windowed windowed, Measure measure, @Nullable Double whenZero)
    implements Measure {
  @Override
  public OptionalDouble value(AccountHistory history, long day) {
    long begin = day - 2L * windowed.days() + 1;
    if (history.signal(windowed.signal()).firstDay() > begin) {
      return OptionalDouble.empty();
    }
    return RatioMeasure.quotient(
        measure.value(history, day), measure.value(history, day - windowed.days()), 1, whenZero);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    long last = history.signal(windowed.signal()).lastDay();
    return last == Long.MIN_VALUE ? last : last + 2L * windowed.days();
  }
}
