package io.barometer.alerting.compare;

import io.barometer.edge.ProtoDate;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.PastAlerts;
import io.barometer.proto.scoring.v1.RenewalRun;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.proto.scoring.v1.ScoreRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs of days of a replay as the policy reads them. */
final class Lines {
  private Lines() {}

  static PastAlerts.Days baseline(long firstDay, ReplayLine line) {
    return days(firstDay, line.getBaselineList(), line.getRenewalsList());
  }

  static PastAlerts.Days candidate(long firstDay, ReplayLine line) {
    return days(firstDay, line.getCandidateList(), line.getRenewalsList());
  }

  private static PastAlerts.Days days(
      long firstDay, List<ScoreRun> scores, List<RenewalRun> renewals) {
    List<Integer> tenths = new ArrayList<>();
    List<String> bands = new ArrayList<>();
    for (ScoreRun run : scores) {
      int score = run.hasTenths() ? run.getTenths() : AlertInput.MISSING;
      tenths.addAll(Collections.nCopies(run.getDays(), score));
      bands.addAll(Collections.nCopies(run.getDays(), run.getBand()));
    }
    List<Long> days = new ArrayList<>();
    for (RenewalRun run : renewals) {
      long day =
          run.hasRenewalDate() ? ProtoDate.epochDay(run.getRenewalDate()) : AlertInput.NO_RENEWAL;
      days.addAll(Collections.nCopies(run.getDays(), day));
    }
    return new PastAlerts.Days(firstDay, tenths, bands, days);
  }
}
