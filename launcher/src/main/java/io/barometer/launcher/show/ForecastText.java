package io.barometer.launcher.show;

import com.google.type.Date;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.Backtest;
import io.barometer.proto.scoring.v1.ForecastPoint;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.HorizonTest;
import io.barometer.proto.scoring.v1.MethodErrors;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** How a score may go on, for people. */
public final class ForecastText {
  private ForecastText() {}

  /**
   * The score's line continued, the points, and what such forecasts were worth.
   *
   * @param past the days before the forecast, oldest first
   */
  public static List<String> lines(
      Terminal terminal, String account, List<ScorePoint> past, ForecastScoreResponse forecast) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.paint(Colour.BOLD, SafeText.line(account))
            + "  "
            + ScoreText.withBand(terminal, forecast.getScore())
            + "  on "
            + Days.day(forecast.getDate()));
    if (forecast.getPointsCount() > 0) {
      lines.addAll(chart(terminal, past, forecast));
      lines.addAll(points(forecast).lines(terminal));
      lines.add("  " + crossing(forecast));
      lines.add("");
      lines.addAll(backtest(terminal, forecast.getBacktest()));
    }
    for (String sentence : forecast.getSentencesList()) {
      lines.addAll(Paragraph.lines(terminal, "  ", sentence));
    }
    return lines;
  }

  private static List<String> chart(
      Terminal terminal, List<ScorePoint> past, ForecastScoreResponse forecast) {
    List<ScorePoint> before = new ArrayList<>(past);
    before.add(
        ScorePoint.newBuilder().setDate(forecast.getDate()).setScore(forecast.getScore()).build());
    List<ScorePoint> blank = before.stream().map(point -> unknown(point.getDate())).toList();
    return ScoreChart.lines(
        terminal,
        continued(before, forecast, ForecastPoint::getTenths),
        forecast.getBandsList(),
        List.of(
            continued(blank, forecast, ForecastPoint::getLowTenths),
            continued(blank, forecast, ForecastPoint::getHighTenths)));
  }

  private static List<ScorePoint> continued(
      List<ScorePoint> before,
      ForecastScoreResponse forecast,
      ToIntFunction<ForecastPoint> tenths) {
    List<ScorePoint> line = new ArrayList<>(before);
    for (ForecastPoint point : forecast.getLineList()) {
      line.add(
          unknown(point.getDate()).toBuilder()
              .setScore(ScoreValue.newBuilder().setTenths(tenths.applyAsInt(point)))
              .build());
    }
    return line;
  }

  private static ScorePoint unknown(Date date) {
    return ScorePoint.newBuilder().setDate(date).build();
  }

  private static Table points(ForecastScoreResponse forecast) {
    Table table =
        new Table()
            .column("In", Align.RIGHT)
            .column("On", Align.LEFT)
            .column("Score", Align.RIGHT)
            .column("80 % interval", Align.RIGHT)
            .column("Band", Align.LEFT)
            .column("Method", Align.LEFT);
    for (ForecastPoint point : forecast.getPointsList()) {
      Colour band = Colour.ofBand(point.getBand());
      table
          .row()
          .cell(point.getDays() + " days")
          .cell(Days.day(point.getDate()).toString())
          .cell(Points.text(point.getTenths()), band)
          .cell(Points.text(point.getLowTenths()) + " – " + Points.text(point.getHighTenths()))
          .cell(point.getBand(), band)
          .cell(point.getMethod());
    }
    return table;
  }

  private static String crossing(ForecastScoreResponse forecast) {
    if (!forecast.hasCrossing()) {
      return "It leaves its band on none of the next 90 days.";
    }
    return "It becomes %s on %s."
        .formatted(
            SafeText.line(forecast.getCrossing().getBand()),
            Days.day(forecast.getCrossing().getDate()));
  }

  private static List<String> backtest(Terminal terminal, Backtest backtest) {
    List<String> lines =
        new ArrayList<>(
            Paragraph.lines(
                terminal,
                "",
                "Points by which forecasts from %s on were off, %d accounts:"
                    .formatted(Days.day(backtest.getMiddleDate()), backtest.getAccounts())));
    Table table = new Table().column("Method", Align.LEFT);
    for (HorizonTest horizon : backtest.getHorizonsList()) {
      table.column(horizon.getDays() + " days", Align.RIGHT);
    }
    for (int i = 0; i < backtest.getHorizons(0).getMethodsCount(); i++) {
      table.row().cell(backtest.getHorizons(0).getMethods(i).getMethod());
      for (HorizonTest horizon : backtest.getHorizonsList()) {
        table.cell(error(horizon, horizon.getMethods(i)));
      }
    }
    lines.addAll(table.lines(terminal));
    return lines;
  }

  private static String error(HorizonTest horizon, MethodErrors errors) {
    return horizon.getJudging() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.2f", errors.getJudgingError());
  }
}
