package io.barometer.e2e.cases;

import io.barometer.e2e.example.ExpectedAccount;
import io.barometer.e2e.example.ExpectedAlert;
import io.barometer.model.alert.DefaultRules;
import io.barometer.model.history.Day;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one tenant as the pure policy decides them, while the platform's clock follows the
 * events of all tenants.
 */
final class ExpectedAlerts {
  private final Scorer scorer;
  private final DerivedSignals derived;
  private final SortedMap<String, ExpectedAccount> accounts = new TreeMap<>();
  private @Nullable Instant clock;

  private ExpectedAlerts(Scorecard card) {
    this.scorer = Scorer.of(card);
    this.derived = DerivedSignals.of(List.of(card));
  }

  /** Those of a tenant that is scored with a model and has the rules a tenant starts with. */
  static List<ExpectedAlert> of(Timeline timeline, String tenant, Scorecard card) {
    ExpectedAlerts expected = new ExpectedAlerts(card);
    for (Timeline.Batch batch : timeline.batches()) {
      for (CaseEvent event : batch.events()) {
        Instant now = expected.moveTo(event.at());
        if (batch.tenant().equals(tenant)) {
          expected.record(event, now);
        }
      }
    }
    return expected.accounts.values().stream().flatMap(one -> one.alerts().stream()).toList();
  }

  private void record(CaseEvent event, Instant now) {
    accounts
        .computeIfAbsent(
            event.event().getAccountId(), id -> new ExpectedAccount(id, scorer, DefaultRules.all()))
        .record(history -> event.addTo(history, derived), now);
  }

  private Instant moveTo(Instant time) {
    Instant before = clock == null ? time : clock;
    for (long day = Day.of(before) + 1; day <= Day.of(time); day++) {
      Instant midnight = Instant.ofEpochSecond(day * 86_400);
      accounts.values().forEach(account -> account.startDay(midnight));
    }
    Instant now = time.isAfter(before) ? time : before;
    clock = now;
    return now;
  }
}
