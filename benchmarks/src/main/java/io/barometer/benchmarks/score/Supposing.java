package io.barometer.benchmarks.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.ledger.Hypothesis;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.whatif.ModelSettings;
import io.barometer.model.whatif.ModelSettings.Outcome;
import io.barometer.model.whatif.Setting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A what-if of one account of many: its score as it is, then with a critical ticket besides and
 * with other weights and thresholds.
 */
final class Supposing {
  private final Scorer actual;
  private final Scorer simulated;
  private final Map<Long, Consumer<AccountHistory>> besides = new HashMap<>();
  private final Map<AccountHistory, Map<Integer, byte[]>> rows = new HashMap<>();

  Supposing(Scorer actual) {
    this.actual = actual;
    this.simulated = Scorer.of(changed(actual.card()));
  }

  private static Scorecard changed(Scorecard card) {
    var settings =
        new ModelSettings(
            List.of(new Setting("operation", 40)), List.of(new Setting("Healthy", 780)));
    return switch (settings.applied(card)) {
      case Outcome.Accepted(Scorecard other) -> other;
      case Outcome.Rejected rejected ->
          throw new IllegalStateException(rejected.violations().toString());
    };
  }

  long once(AccountHistory history, long day) {
    int before = actual.score(history, day).tenths().orElse(-1);
    besides.computeIfAbsent(day, this::adding).accept(history);
    return before + simulated.score(history, day).tenths().orElse(-1);
  }

  private Consumer<AccountHistory> adding(long day) {
    Instant end = Instant.ofEpochSecond((day + 1) * 86_400).minusNanos(1);
    Instant at = end.minusSeconds(60);
    var ticket = new Observation("ticket.opened", at, 1_000_000, "analyst_1", "what-if");
    var event = new PastEvent("what-if", at, at, List.of(ticket), Map.of(), Map.of());
    return new Hypothesis(List.of(event), Hypothesis.NOTHING_LEFT_OUT, simulated)
        .adding(new Viewpoint(end, end, actual));
  }

  /** The same from the rows in which the projection keeps an account. */
  ScoreBenchmark.Work decoding(List<AccountHistory> histories) {
    for (AccountHistory history : histories) {
      Map<Integer, byte[]> months = new HashMap<>();
      for (int month : history.months()) {
        months.put(month, history.encodeMonth(month));
      }
      rows.put(history, months);
    }
    return (history, day) -> {
      AccountHistory decoded = new AccountHistory();
      rows.getOrDefault(history, Map.of()).forEach(decoded::decodeMonth);
      return once(decoded, day);
    };
  }
}
