package io.barometer.model;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observations and histories for tests. */
public final class Events {
  /** 2026-01-01, the day that tests count from. */
  public static final long DAY_0 = LocalDate.of(2026, 1, 1).toEpochDay();

  private Events() {}

  public static Instant at(long day, int hour) {
    return Instant.ofEpochSecond((DAY_0 + day) * 86_400 + hour * 3_600L);
  }

  /** One activity with value 1. */
  public static Observation activity(
      long day, int hour, @Nullable String actor, @Nullable String item) {
    return new Observation("activity", at(day, hour), 1_000_000, actor, item);
  }

  public static Observation value(String signal, long day, double value) {
    return new Observation(signal, at(day, 12), Math.round(value * 1e6), null, null);
  }

  public static AccountHistory history(List<Observation> observations) {
    AccountHistory history = new AccountHistory();
    observations.forEach(history::add);
    return history;
  }

  public static AccountHistory history(Observation... observations) {
    return history(List.of(observations));
  }
}
