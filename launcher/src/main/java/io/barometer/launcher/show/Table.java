package io.barometer.launcher.show;

import io.barometer.model.name.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as wide as the terminal: when it does not fit, the columns marked flexible give way, and
 * what they hold is cut with "…". Cells are made harmless here, so nobody else has to think of it.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final String NOTE_INDENT = "    ";
  private static final int LEAST_FLEXIBLE = 8;

  /** Where a column's text stands. */
  public enum Align {
    /** Words. */
    LEFT,
    /** Numbers. */
    RIGHT,
    /** Words that may be cut when the terminal is narrow. */
    FLEXIBLE
  }

  private record Column(String title, Align align) {}

  private record Cell(String text, Colour colour) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private final Map<Integer, String> notes = new HashMap<>();

  /** One more column. */
  public Table column(String title, Align align) {
    columns.add(new Column(title, align));
    return this;
  }

  /** One more row; the next calls of {@link #cell} fill it. */
  public Table row() {
    rows.add(new ArrayList<>());
    return this;
  }

  /** The row's next cell. */
  public Table cell(String text) {
    return cell(text, Colour.NONE);
  }

  /** The row's next cell, in a colour. */
  public Table cell(String text, Colour colour) {
    rows.getLast().add(new Cell(SafeText.line(text), colour));
    return this;
  }

  /** A sentence below the row, as wide as the terminal; nothing when it is empty. */
  public Table below(String note) {
    notes.put(rows.size() - 1, note);
    return this;
  }

  /** The lines, header first, without trailing blanks. */
  public List<String> lines(Terminal terminal) {
    int[] widths = widths(terminal.width());
    List<String> lines = new ArrayList<>();
    lines.add(line(header(), widths, terminal));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(line(rows.get(i), widths, terminal));
      String note = notes.getOrDefault(i, "");
      if (!note.isEmpty()) {
        lines.addAll(Paragraph.lines(terminal, NOTE_INDENT, note));
      }
    }
    return lines;
  }

  private List<Cell> header() {
    return columns.stream().map(column -> new Cell(column.title(), Colour.BOLD)).toList();
  }

  private int[] widths(int available) {
    int[] widths = new int[columns.size()];
    int total = GAP.length() * (widths.length - 1);
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> length(row.get(column).text())).max().orElse(0);
      widths[i] = Math.max(length(columns.get(i).title()), widest);
      total += widths[i];
    }
    for (int i = widths.length - 1; i >= 0 && total > available; i--) {
      if (columns.get(i).align() == Align.FLEXIBLE) {
        int given = Math.min(total - available, Math.max(0, widths[i] - LEAST_FLEXIBLE));
        widths[i] -= given;
        total -= given;
      }
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, Terminal terminal) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      String text = cut(cell.text(), widths[i]);
      String blanks = " ".repeat(widths[i] - length(text));
      String painted = terminal.paint(cell.colour(), text);
      boolean right = columns.get(i).align() == Align.RIGHT;
      line.append(i == 0 ? "" : GAP).append(right ? blanks + painted : painted + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    if (length(text) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
