package io.barometer.launcher.show;

import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.ScorePoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score's history as a line of dots over the bands: the vertical axis from 0 to 100 with the
 * bands' limits, the horizontal one with the first, the middle and the last day. Days without a
 * score leave a gap.
 */
public final class ScoreChart {
  private static final int ROWS = 12;
  private static final int FULL = 1000;
  private static final int LEFT = 5;
  private static final int RIGHT = 10;

  private static final String NOTHING = "There is no score in these days.";

  /** Every so many days a dotted line has its dot. */
  private static final int GAP = 5;

  private final Terminal terminal;
  private final List<ScorePoint> points;
  private final List<BandSummary> bands;
  private final BrailleCanvas canvas;

  private ScoreChart(Terminal terminal, List<ScorePoint> points, List<BandSummary> bands) {
    this.terminal = terminal;
    this.points = points;
    this.bands = bands.stream().filter(BandSummary::hasFromTenths).toList();
    this.canvas = new BrailleCanvas(ROWS, terminal.width() - LEFT - RIGHT);
  }

  /**
   * Draws a history over its bands, with marks below it where the model in effect changed.
   *
   * @return the lines; a single sentence when no day has a score
   */
  public static List<String> lines(Terminal terminal, GetScoreHistoryResponse history) {
    if (isBlank(history.getPointsList())) {
      return List.of(NOTHING);
    }
    var chart = new ScoreChart(terminal, history.getPointsList(), history.getBandsList());
    List<String> lines = chart.draw();
    lines.addAll(
        new ModelMarkers(terminal, history.getModelsInEffectList())
            .lines(" ".repeat(LEFT), chart.canvas.dotColumns() / 2, chart::column));
    return lines;
  }

  /**
   * Draws scores, and more lines of single dots, such as the ends of an interval.
   *
   * @param dotted each with one point per day, as {@code points}
   */
  static List<String> lines(
      Terminal terminal,
      List<ScorePoint> points,
      List<BandSummary> bands,
      List<List<ScorePoint>> dotted) {
    if (isBlank(points)) {
      return List.of(NOTHING);
    }
    var chart = new ScoreChart(terminal, points, bands);
    dotted.forEach(chart::dots);
    return chart.draw();
  }

  private static boolean isBlank(List<ScorePoint> points) {
    return points.stream().noneMatch(point -> point.getScore().hasTenths());
  }

  /** Where a day stands, or the first or last day for one outside. */
  private int column(LocalDate day) {
    int place = 0;
    while (place < points.size() - 1 && Days.day(points.get(place).getDate()).isBefore(day)) {
      place++;
    }
    return x(place) / 2;
  }

  private List<String> draw() {
    plot();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      lines.add((axis(row) + cells(row) + bandName(row)).stripTrailing());
    }
    int width = canvas.dotColumns() / 2;
    lines.add(" ".repeat(LEFT - 1) + "└" + "─".repeat(width));
    lines.add(" ".repeat(LEFT) + dates(width));
    return lines;
  }

  private void plot() {
    int previousX = -1;
    int previousY = -1;
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).getScore().hasTenths()) {
        previousX = -1;
        continue;
      }
      int x = x(i);
      int y = y(points.get(i));
      canvas.line(previousX < 0 ? x : previousX, previousX < 0 ? y : previousY, x, y);
      previousX = x;
      previousY = y;
    }
  }

  private void dots(List<ScorePoint> line) {
    for (int i = 0; i < line.size(); i += GAP) {
      if (line.get(i).getScore().hasTenths()) {
        canvas.dot(x(i), y(line.get(i)));
      }
    }
  }

  private int x(int place) {
    return points.size() == 1 ? 0 : place * (canvas.dotColumns() - 1) / (points.size() - 1);
  }

  private int y(ScorePoint point) {
    int lost = FULL - point.getScore().getTenths();
    return (lost * (canvas.dotRows() - 1) + FULL / 2) / FULL;
  }

  private String axis(int row) {
    for (int limit : limits()) {
      if (rowOf(limit) == row) {
        return "%3d ┤".formatted(limit / 10);
      }
    }
    return "    │";
  }

  private List<Integer> limits() {
    List<Integer> limits = new ArrayList<>(bands.stream().map(BandSummary::getFromTenths).toList());
    limits.add(0);
    limits.add(FULL);
    return limits;
  }

  private static int rowOf(int tenths) {
    return Math.min(ROWS - 1, (FULL - tenths) * ROWS / FULL);
  }

  private String cells(int row) {
    boolean limit =
        bands.stream().anyMatch(b -> b.getFromTenths() > 0 && rowOf(b.getFromTenths()) == row);
    @Nullable BandSummary band = bandAt(row);
    Colour colour = band == null ? Colour.NONE : Colour.ofBand(band.getBand());
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < canvas.dotColumns() / 2; column++) {
      if (!canvas.isEmpty(row, column)) {
        line.append(terminal.paint(colour, canvas.cell(row, column)));
      } else {
        line.append(limit ? terminal.paint(Colour.DIM, "┈") : " ");
      }
    }
    return line.toString();
  }

  private @Nullable BandSummary bandAt(int row) {
    int middle = FULL - (2 * row + 1) * FULL / (2 * ROWS);
    @Nullable BandSummary at = null;
    for (BandSummary band : bands) {
      if (band.getFromTenths() <= middle
          && (at == null || band.getFromTenths() > at.getFromTenths())) {
        at = band;
      }
    }
    return at;
  }

  private String bandName(int row) {
    for (BandSummary band : bands) {
      int lower = rowOf(band.getFromTenths());
      int upper =
          bands.stream()
              .mapToInt(BandSummary::getFromTenths)
              .filter(from -> from > band.getFromTenths())
              .map(ScoreChart::rowOf)
              .max()
              .orElse(0);
      if ((lower + upper) / 2 == row) {
        return " " + terminal.paint(Colour.ofBand(band.getBand()), SafeText.line(band.getBand()));
      }
    }
    return "";
  }

  private String dates(int width) {
    LocalDate first = Days.day(points.getFirst().getDate());
    LocalDate middle = Days.day(points.get((points.size() - 1) / 2).getDate());
    LocalDate last = Days.day(points.getLast().getDate());
    int free = width - 30;
    if (points.size() < 3 || free < 2) {
      return first + " ".repeat(Math.max(1, width - 20)) + last;
    }
    return first + " ".repeat(free / 2) + middle + " ".repeat(free - free / 2) + last;
  }
}
