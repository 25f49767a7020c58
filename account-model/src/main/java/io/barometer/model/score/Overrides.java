package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the override that holds. One that the scorecard's policy does not allow counts as not told,
 * however it came into the history: the last one before it goes on.
 *
 * <p>How far an override may go is measured from the computed score of the day on which it was
 * told. Data that came later on that day, or later still, moves that score; so that it does not end
 * what was allowed when it was told, the distance is that from the nearest score between the ends
 * of the day before and of the day itself.
 */
final class Overrides {
  private final Scorer scorer;
  private final String fact;

  Overrides(Scorer scorer, String fact) {
    this.scorer = scorer;
    this.fact = fact;
  }

  /** The override that holds on a day; null when none does. */
  @Nullable ScoreOverride holding(AccountHistory history, long day) {
    return holding(history, day, day);
  }

  /** Of those told up to one day the override that holds on another. */
  private @Nullable ScoreOverride holding(AccountHistory history, long upTo, long day) {
    OptionalLong told = history.factDay(fact, upTo);
    if (told.isEmpty()) {
      return null;
    }
    long toldOn = told.getAsLong();
    ScoreOverride last = history.fact(fact, toldOn).flatMap(ScoreOverride::of).orElse(null);
    if (last == null) {
      return null;
    }
    if (last.holdsOn(day)) {
      return counts(history, last, toldOn) ? last : holding(history, toldOn - 1, day);
    }
    ScoreOverride earlier = holding(history, toldOn - 1, day);
    return earlier == null || counts(history, last, toldOn) ? null : earlier;
  }

  private boolean counts(AccountHistory history, ScoreOverride override, long told) {
    OptionalInt from = nearest(history, override.tenths(), told);
    return OverridePolicy.refusals(scorer.card(), override, from, told).isEmpty();
  }

  private OptionalInt nearest(AccountHistory history, int tenths, long told) {
    OptionalInt before = scorer.computed(history, told - 1);
    OptionalInt after = scorer.computed(history, told);
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty() ? after : before;
    }
    int low = Math.min(before.getAsInt(), after.getAsInt());
    int high = Math.max(before.getAsInt(), after.getAsInt());
    return OptionalInt.of(Math.clamp(tenths, low, high));
  }
}
