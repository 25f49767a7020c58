package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

record FactMeasure(String fact) implements Measure {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

  @Override
  public OptionalDouble value(AccountHistory history, long day) {
    Optional<String> text = history.fact(fact, day);
    return text.isEmpty() ? OptionalDouble.empty() : number(text.get());
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    return history.lastFactDay(fact).orElse(Long.MIN_VALUE);
  }

  private static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
