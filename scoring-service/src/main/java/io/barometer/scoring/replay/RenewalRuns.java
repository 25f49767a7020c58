package io.barometer.scoring.replay;

import io.barometer.edge.ProtoDate;
import io.barometer.model.history.AccountHistory;
import io.barometer.proto.scoring.v1.RenewalRun;
import io.barometer.signals.Facts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was known of an account's renewal day by day, as runs of days. */
final class RenewalRuns {
  private RenewalRuns() {}

  static List<RenewalRun> of(AccountHistory history, long firstDay, long lastDay) {
    List<RenewalRun> runs = new ArrayList<>();
    Optional<String> current = history.fact(Facts.RENEWAL_DATE, firstDay);
    int days = 0;
    for (long day = firstDay; day <= lastDay; day++) {
      Optional<String> renewal = history.fact(Facts.RENEWAL_DATE, day);
      if (!renewal.equals(current)) {
        runs.add(run(current, days));
        current = renewal;
        days = 0;
      }
      days++;
    }
    runs.add(run(current, days));
    return runs;
  }

  private static RenewalRun run(Optional<String> renewal, int days) {
    var run = RenewalRun.newBuilder().setDays(days);
    renewal.ifPresent(
        date -> run.setRenewalDate(ProtoDate.date(LocalDate.parse(date).toEpochDay())));
    return run.build();
  }
}
