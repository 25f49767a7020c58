package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import java.util.OptionalDouble;

/** A metric ready to be read: its references resolved, its tables computed. */
public interface Measure {

  /** The value as of the end of a UTC day; empty when it is missing. */
  OptionalDouble value(AccountHistory history, long day);

  /**
   * The first day from which, if nothing more happens, the value stays as it is, or stays at or
   * above a ceiling: {@link Long#MIN_VALUE} when time never moves it, {@link Long#MAX_VALUE} when
   * it moves for ever.
   */
  long settledFrom(AccountHistory history, double ceiling);
}
