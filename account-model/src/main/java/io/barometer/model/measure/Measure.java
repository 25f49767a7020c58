package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;

/** A metric ready to be read from a history alone: its tables computed. */
interface Measure {

  /** The value as of the end of a UTC day; {@link Double#NaN} when it is missing. */
  double value(AccountHistory history, long day);

  /** The values of all days of the columns, bit for bit; a pass over them costs less than each. */
  default void column(Columns days, double[] into) {
    for (int i = 0; i < days.length(); i++) {
      into[i] = value(days.history(), days.firstDay() + i);
    }
  }

  /**
   * The first day from which, if nothing more happens, the value stays as it is, or stays at or
   * above a ceiling: {@link Long#MIN_VALUE} when time never moves it, {@link Long#MAX_VALUE} when
   * it moves for ever.
   */
  long settledFrom(AccountHistory history, double ceiling);

  /** The last day up to this one on which something was told; {@link Long#MIN_VALUE} for never. */
  long lastSeen(AccountHistory history, long day);
}
