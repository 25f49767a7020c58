package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.proto.scoring.v1.PeriodMean;
import io.barometer.proto.scoring.v1.WindowTrend;
import java.util.ArrayList;
import java.util.List;

/** How a score went, for people. */
public final class TrendText {
  private TrendText() {}

  /** A line per window, then the season and the streak. */
  public static List<String> lines(Terminal terminal, String account, GetTrendsResponse trends) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.paint(Colour.BOLD, SafeText.line(account))
            + "  "
            + ScoreText.withBand(terminal, trends.getScore())
            + "  on "
            + Days.day(trends.getDate()));
    lines.addAll(table(trends).lines(terminal));
    if (trends.getWindowsList().stream().anyMatch(TrendText::isPartial)) {
      lines.add("  (n d): only so many days have a score.");
    }
    lines.addAll(
        Paragraph.lines(
            terminal,
            "  ",
            "Same weekday: %s against last week, %s against 52 weeks ago."
                .formatted(
                    change(trends.hasWeekTenths(), trends.getWeekTenths()),
                    change(trends.hasYearTenths(), trends.getYearTenths()))));
    lines.addAll(Paragraph.lines(terminal, "  ", streak(trends)));
    return lines;
  }

  private static Table table(GetTrendsResponse trends) {
    Table table =
        new Table()
            .column("Days", Align.RIGHT)
            .column("Change", Align.RIGHT)
            .column("Momentum", Align.RIGHT)
            .column("A year ago", Align.RIGHT)
            .column("Mean", Align.RIGHT)
            .column("A year ago", Align.RIGHT)
            .column("Season", Align.RIGHT);
    for (WindowTrend window : trends.getWindowsList()) {
      table
          .row()
          .cell(Integer.toString(window.getTrend().getDays()))
          .cell(Trends.text(window.getTrend()), Trends.colour(window.getTrend().getDirection()))
          .cell(change(window.hasMomentumTenths(), window.getMomentumTenths()))
          .cell(change(window.hasLastYearTenths(), window.getLastYearTenths()))
          .cell(mean(window, window.getMean()))
          .cell(mean(window, window.getLastYearMean()))
          .cell(change(window.hasSeasonTenths(), window.getSeasonTenths()));
    }
    return table;
  }

  /** With the number of days where not all are known. */
  private static String mean(WindowTrend window, PeriodMean mean) {
    String points = mean.hasMeanTenths() ? Points.text(mean.getMeanTenths()) : "–";
    return mean.getKnownDays() == window.getTrend().getDays()
        ? points
        : points + " (" + mean.getKnownDays() + " d)";
  }

  private static boolean isPartial(WindowTrend window) {
    int days = window.getTrend().getDays();
    return window.getMean().getKnownDays() < days || window.getLastYearMean().getKnownDays() < days;
  }

  private static String change(boolean known, int tenths) {
    return known ? Points.change(tenths) : "–";
  }

  private static String streak(GetTrendsResponse trends) {
    int weeks = trends.getFallingWeeks();
    return weeks == 0
        ? "It did not fall this week."
        : "It fell %d %s in a row, %s points in all."
            .formatted(
                weeks, weeks == 1 ? "week" : "weeks", Points.text(trends.getFallingTenths()));
  }
}
