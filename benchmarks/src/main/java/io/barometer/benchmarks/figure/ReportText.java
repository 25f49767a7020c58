package io.barometer.benchmarks.figure;

import io.barometer.launcher.show.Table;
import io.barometer.launcher.show.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for people: a table with a row per subject, then what it means. */
public final class ReportText {
  private ReportText() {}

  /** The lines of a report. */
  public static List<String> lines(Report report, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(report.name() + " · " + report.title());
    lines.addAll(table(report).lines(terminal));
    lines.add(report.meaning());
    report.aims().forEach(aim -> lines.add(sentence(aim)));
    report.conditions().forEach(condition -> lines.add("  " + condition));
    return lines;
  }

  private static Table table(Report report) {
    Map<String, String> titles = new LinkedHashMap<>();
    report.subjects().stream()
        .flatMap(subject -> subject.figures().stream())
        .forEach(figure -> titles.put(figure.key(), figure.title()));
    Table table = new Table().column("", Table.Align.LEFT);
    titles.values().forEach(title -> table.column(title, Table.Align.RIGHT));
    for (Subject subject : report.subjects()) {
      table.row().cell(subject.label() + (subject.limit() ? " (limit)" : ""));
      titles.keySet().forEach(key -> table.cell(cell(subject, key)));
    }
    return table;
  }

  private static String cell(Subject subject, String key) {
    return subject.figures().stream()
        .filter(figure -> figure.key().equals(key))
        .map(Figure::text)
        .findFirst()
        .orElse("");
  }

  private static String sentence(Aim aim) {
    return "  %s %s: wanted %s %s, measured %s"
        .formatted(
            aim.met() ? "✓" : "✗",
            aim.text(),
            aim.atLeast() ? "at least" : "at most",
            number(aim.wanted()),
            number(aim.measured()));
  }

  private static String number(double value) {
    return Math.abs(value) < 10 ? "%.2f".formatted(value) : "%,.0f".formatted(value);
  }
}
