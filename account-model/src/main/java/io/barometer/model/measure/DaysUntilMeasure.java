package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days to a date such as 2027-01-31. */
record DaysUntilMeasure(String fact) implements Measure {
  private static final int LENGTH = 10;

  @Override
  public double value(AccountHistory history, long day) {
    Optional<String> text = history.fact(fact, day);
    return text.isEmpty() ? Double.NaN : epochDay(text.get()) - day;
  }

  @Override
  public void column(Columns days, double[] into) {
    @Nullable String[] told = days.fact(fact);
    double date = Double.NaN;
    for (int i = 0; i < days.length(); i++) {
      String text = told[i];
      if (i == 0 || text != told[i - 1]) {
        date = text == null ? Double.NaN : epochDay(text);
      }
      into[i] = date - (days.firstDay() + i);
    }
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    return history.lastFactDay(fact).isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public long lastSeen(AccountHistory history, long day) {
    return history.fact(fact, day).isPresent() ? day : Long.MIN_VALUE;
  }

  private static double epochDay(String text) {
    if (text.length() != LENGTH) {
      return Double.NaN;
    }
    try {
      return LocalDate.parse(text).toEpochDay();
    } catch (DateTimeParseException noDate) {
      return Double.NaN;
    }
  }
}
