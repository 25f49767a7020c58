package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

record RatioMeasure(
    Measure numerator, Measure denominator, double factor, @Nullable Double whenZero)
    implements Measure {
  @Override
  public OptionalDouble value(AccountHistory history, long day) {
    return quotient(
        numerator.value(history, day), denominator.value(history, day), factor, whenZero);
  }

  @Override
  public long settledFrom(AccountHistory history, double ceiling) {
    double never = Double.POSITIVE_INFINITY;
    return Math.max(numerator.settledFrom(history, never), denominator.settledFrom(history, never));
  }

  static OptionalDouble quotient(
      OptionalDouble over, OptionalDouble under, double factor, @Nullable Double whenZero) {
    if (over.isEmpty() || under.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (under.getAsDouble() == 0) {
      return whenZero == null ? OptionalDouble.empty() : OptionalDouble.of(whenZero);
    }
    double quotient = factor * over.getAsDouble() / under.getAsDouble();
    return Double.isFinite(quotient) ? OptionalDouble.of(quotient) : OptionalDouble.empty();
  }
}
