package io.barometer.launcher.show;

import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ModelPeriod;
import io.barometer.proto.scoring.v1.ModelRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the model in effect changed: a letter below the chart for each change, and below that a
 * line for each letter.
 */
final class ModelMarkers {
  /** More changes than letters: the last ones share theirs. */
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Terminal terminal;
  private final List<ModelPeriod> periods;

  /**
   * Marks the changes between these.
   *
   * @param periods oldest first; the first one was in effect when the chart begins
   */
  ModelMarkers(Terminal terminal, List<ModelPeriod> periods) {
    this.terminal = terminal;
    this.periods = periods;
  }

  /** Which column a day has. */
  interface Columns {
    int of(LocalDate day);
  }

  /** The lines; none where nothing changed. */
  List<String> lines(String indent, int width, Columns columns) {
    if (periods.size() < 2) {
      return List.of();
    }
    StringBuilder marks = new StringBuilder(" ".repeat(width));
    List<String> legend = new ArrayList<>();
    for (int i = 1; i < periods.size(); i++) {
      LocalDate day = Days.day(periods.get(i).getFromTime());
      char letter = LETTERS.charAt(Math.min(i, LETTERS.length()) - 1);
      marks.setCharAt(free(marks, columns.of(day)), letter);
      legend.addAll(Paragraph.lines(terminal, indent, letter + " " + told(i, day)));
    }
    List<String> lines = new ArrayList<>();
    lines.add(indent + terminal.paint(Colour.BOLD, marks.toString().stripTrailing()));
    lines.addAll(legend);
    return lines;
  }

  private String told(int place, LocalDate day) {
    String before = place == 1 ? ", before " + name(periods.getFirst().getModel()) : "";
    return "since %s the model is %s%s".formatted(day, name(periods.get(place).getModel()), before);
  }

  private static String name(ModelRef model) {
    return SafeText.line(model.getScorecard() + " " + model.getVersion());
  }

  /** The next column that has no letter yet; the last one is shared. */
  private static int free(CharSequence marks, int column) {
    int at = Math.clamp(column, 0, marks.length() - 1);
    while (at < marks.length() - 1 && marks.charAt(at) != ' ') {
      at++;
    }
    return at;
  }
}
