package io.barometer.scoring.replay;

import io.barometer.edge.ProtoDate;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayDay;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.scorecard.BothModels;
import java.util.List;

/**
 * Adds accounts up to what both models say of all of them, on the last day and on every day. What
 * was added before and is kept as a message is where it goes on. For one thread.
 */
final class Findings {
  private final Span span;
  private final List<String> bands;
  private final BothModels lastDay;
  private final int[][] before;
  private final int[][] after;
  private long accountDays;
  private long inOtherBand;

  /** Goes on from findings; those of nothing begin. */
  Findings(Span span, Scorecard baseline, Scorecard candidate, ReplayFindings found) {
    this.span = span;
    this.bands = BothModels.bands(baseline, candidate);
    this.lastDay = new BothModels(baseline, candidate).after(found);
    this.before = new int[span.days()][bands.size()];
    this.after = new int[span.days()][bands.size()];
    this.accountDays = found.getAccountDays();
    this.inOtherBand = found.getAccountDaysInOtherBand();
    for (int day = 0; day < found.getDaysCount(); day++) {
      for (ReplayBand band : found.getDays(day).getBandsList()) {
        before[day][place(band.getBand())] = band.getBaseline();
        after[day][place(band.getBand())] = band.getCandidate();
      }
    }
  }

  private int place(String band) {
    return bands.indexOf(band);
  }

  /** Adds an account. */
  void add(Replayed account) {
    DailyLine baseline = account.baseline();
    DailyLine candidate = account.candidate();
    for (int day = 0; day < account.days(); day++) {
      before[day][place(baseline.band(day))]++;
      after[day][place(candidate.band(day))]++;
      inOtherBand += account.otherBand(day) ? 1 : 0;
      accountDays += account.known(day) ? 1 : 0;
    }
    lastDay.add(Protos.value(baseline.last()), Protos.value(candidate.last()));
  }

  /** What was found so far. */
  ReplayFindings message() {
    ReplayFindings.Builder found =
        lastDay.message().setAccountDays(accountDays).setAccountDaysInOtherBand(inOtherBand);
    for (int day = 0; day < span.days(); day++) {
      var counts = ReplayDay.newBuilder().setDate(ProtoDate.date(span.firstDay() + day));
      for (int band = 0; band < bands.size(); band++) {
        counts.addBands(
            ReplayBand.newBuilder()
                .setBand(bands.get(band))
                .setBaseline(before[day][band])
                .setCandidate(after[day][band]));
      }
      found.addDays(counts);
    }
    return found.build();
  }
}
