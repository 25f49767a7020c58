package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.Optional;
import java.util.OptionalDouble;

record FactMeasure(String fact) implements Measure {
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
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
