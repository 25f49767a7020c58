package io.barometer.model.forecast;

import java.util.OptionalInt;

/** An account's score of any day. */
@FunctionalInterface
public interface DayScores {

  /** The score at the end of a UTC day in tenths, 0 to 1000; empty when it is Unknown. */
  OptionalInt on(long day);

  /** The score of a day minus that of so many days before; empty when one of them is Unknown. */
  default OptionalInt change(long day, long days) {
    OptionalInt now = on(day);
    OptionalInt then = on(day - days);
    return now.isEmpty() || then.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(now.getAsInt() - then.getAsInt());
  }
}
