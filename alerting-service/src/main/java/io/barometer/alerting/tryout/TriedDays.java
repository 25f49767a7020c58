package io.barometer.alerting.tryout;

import io.barometer.edge.ProtoDate;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.PastAlerts;
import io.barometer.proto.scoring.v1.CoverageRun;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.RenewalRun;
import io.barometer.proto.scoring.v1.ScoreRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An account day by day as the policy reads it. */
final class TriedDays {
  private TriedDays() {}

  static PastAlerts.Days of(long firstDay, DailyScores account) {
    List<Integer> tenths = new ArrayList<>();
    List<String> bands = new ArrayList<>();
    for (ScoreRun run : account.getScoresList()) {
      int score = run.hasTenths() ? run.getTenths() : AlertInput.MISSING;
      tenths.addAll(Collections.nCopies(run.getDays(), score));
      bands.addAll(Collections.nCopies(run.getDays(), run.getBand()));
    }
    List<Long> renewals = new ArrayList<>();
    for (RenewalRun run : account.getRenewalsList()) {
      long day =
          run.hasRenewalDate() ? ProtoDate.epochDay(run.getRenewalDate()) : AlertInput.NO_RENEWAL;
      renewals.addAll(Collections.nCopies(run.getDays(), day));
    }
    List<Integer> coverage = new ArrayList<>();
    for (CoverageRun run : account.getCoverageList()) {
      coverage.addAll(Collections.nCopies(run.getDays(), run.getPercent()));
    }
    return new PastAlerts.Days(firstDay, tenths, bands, renewals, coverage);
  }
}
