package io.barometer.launcher.show;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One account of a replay for people: both lines in one chart, and the ledger between them. */
public final class ReplayAccountText {
  private ReplayAccountText() {}

  /** The chart, the candidate drawn through and the baseline dotted, and the waterfall. */
  public static List<String> lines(Terminal terminal, GetReplayAccountResponse found) {
    ReplayAccount account = found.getAccount();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s under %s, dotted; %s under %s"
            .formatted(
                terminal.paint(Colour.BOLD, ScoreText.account(account.getAccount())),
                ScoreText.withBand(terminal, account.getBaseline()),
                ModelText.name(found.getBaselineModel()),
                ScoreText.withBand(terminal, account.getCandidate()),
                ModelText.name(found.getCandidateModel())));
    LocalDate first = Days.day(found.getFirstDate());
    lines.addAll(
        ScoreChart.lines(
            terminal,
            points(first, found.getCandidateList()),
            found.getBandsList(),
            List.of(points(first, found.getBaselineList()))));
    if (found.getEntriesCount() > 0) {
      lines.add("");
      lines.addAll(LedgerText.waterfall(change(found), false).lines(terminal));
    }
    return lines;
  }

  private static List<ScorePoint> points(LocalDate first, List<ScoreRun> runs) {
    List<ScorePoint> points = new ArrayList<>();
    LocalDate day = first;
    for (ScoreRun run : runs) {
      var score = ScoreValue.newBuilder().setBand(run.getBand());
      if (run.hasTenths()) {
        score.setTenths(run.getTenths());
      }
      for (int i = 0; i < run.getDays(); i++) {
        points.add(ScorePoint.newBuilder().setDate(Days.date(day)).setScore(score).build());
        day = day.plusDays(1);
      }
    }
    return points;
  }

  private static ExplainChangeResponse change(GetReplayAccountResponse found) {
    ReplayAccount account = found.getAccount();
    var change =
        ExplainChangeResponse.newBuilder()
            .setFrom(score(account.getBaseline(), found.getBaselineModel()))
            .setTo(score(account.getCandidate(), found.getCandidateModel()))
            .addAllEntries(found.getEntriesList());
    if (account.hasChangeTenths()) {
      change.setChangeTenths(account.getChangeTenths());
    }
    return change.build();
  }

  private static AccountScore score(ScoreValue score, ModelRef model) {
    return AccountScore.newBuilder().setScore(score).setModel(model).build();
  }
}
