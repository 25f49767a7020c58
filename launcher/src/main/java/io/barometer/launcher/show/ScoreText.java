package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.ArrayList;
import java.util.List;

/** Scores for people. */
public final class ScoreText {
  private ScoreText() {}

  /** For example "43.2", or "–" when the score is Unknown. */
  public static String value(ScoreValue score) {
    return score.hasTenths() ? Points.text(score.getTenths()) : "–";
  }

  /** For example "43.2 At Risk", in the band's colour. */
  public static String withBand(Terminal terminal, ScoreValue score) {
    String text = score.hasTenths() ? Points.text(score.getTenths()) + " " : "";
    return terminal.paint(Colour.ofBand(score.getBand()), text + SafeText.line(score.getBand()));
  }

  /** The account as people know it: its name, and its id where that is another. */
  public static String account(AccountFacts account) {
    boolean named =
        !account.getName().isEmpty() && !account.getName().equals(account.getAccountId());
    return named ? account.getName() + " (" + account.getAccountId() + ")" : account.getAccountId();
  }

  /** One account's score, with its trends and what drives it. */
  public static List<String> one(Terminal terminal, AccountScore score) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.paint(Colour.BOLD, SafeText.line(account(score.getAccount())))
            + "  "
            + withBand(terminal, score.getScore())
            + "  on "
            + Days.day(score.getAsOfTime()));
    lines.add(
        "  7 days %s   30 days %s   90 days %s   365 days %s"
            .formatted(
                trend(terminal, score, 7),
                trend(terminal, score, 30),
                trend(terminal, score, 90),
                trend(terminal, score, 365)));
    lines.addAll(AssessmentText.lines(terminal, score));
    for (Driver driver : score.getDriversList()) {
      lines.addAll(Paragraph.lines(terminal, "  ", driver.getText()));
    }
    if (score.hasBeside()) {
      lines.addAll(Paragraph.lines(terminal, "  ", beside(score)));
    }
    lines.addAll(Paragraph.lines(terminal, "  ", basis(score)));
    return lines;
  }

  /** Many accounts: a line each, and below it what drives the score most. */
  public static List<String> table(Terminal terminal, List<AccountScore> scores) {
    Table table =
        new Table()
            .column("Account", Align.LEFT)
            .column("Score", Align.RIGHT)
            .column("Band", Align.LEFT)
            .column("30 days", Align.RIGHT)
            .column("90 days", Align.RIGHT);
    for (AccountScore score : scores) {
      Colour band = Colour.ofBand(score.getScore().getBand());
      table
          .row()
          .cell(account(score.getAccount()))
          .cell(value(score.getScore()), band)
          .cell(score.getScore().getBand(), band)
          .cell(Trends.text(score, 30), Trends.colour(score, 30))
          .cell(Trends.text(score, 90), Trends.colour(score, 90))
          .below(reason(score));
    }
    return table.lines(terminal);
  }

  /** What drives the score most, as a sentence; empty when nothing is known. */
  public static String reason(AccountScore score) {
    return score.getDriversCount() == 0 ? "" : score.getDrivers(0).getText();
  }

  private static String trend(Terminal terminal, AccountScore score, int days) {
    return terminal.paint(Trends.colour(score, days), Trends.text(score, days));
  }

  private static String beside(AccountScore score) {
    return "On trial: %s says %s %s."
        .formatted(
            ModelText.name(score.getBeside().getModel()),
            value(score.getBeside().getScore()),
            score.getBeside().getScore().getBand());
  }

  private static String basis(AccountScore score) {
    String last =
        score.hasLastActivityTime()
            ? ", last active " + Days.day(score.getLastActivityTime())
            : ", never active";
    return "Scorecard %s %s, %d %% of its weight has data%s%s."
        .formatted(
            score.getModel().getScorecard(),
            score.getModel().getVersion(),
            score.getScore().getCoveragePercent(),
            AssessmentText.freshness(score),
            last);
  }
}
