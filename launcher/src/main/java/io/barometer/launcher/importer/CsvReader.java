package io.barometer.launcher.importer;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 describes it, row by row: quoted cells, doubled quotes, line breaks inside
 * quotes, CRLF or LF. Empty lines are left out. Keeps the line number of every row, which is what a
 * person with an editor needs.
 */
final class CsvReader {
  private static final int MAX_ROW = 1 << 20;
  private static final int END = -1;

  private final Reader in;
  private final char separator;
  private long line = 1;
  private int ahead;
  private int size;
  private String defect = "";

  CsvReader(Reader in, char separator) throws IOException {
    this.in = in;
    this.separator = separator;
    this.ahead = in.read();
  }

  /** The next row; null at the end of the file. */
  @Nullable Row next() throws IOException {
    while (ahead == '\n' || ahead == '\r') {
      take();
    }
    if (ahead == END) {
      return null;
    }
    long number = line;
    size = 0;
    defect = "";
    List<String> cells = new ArrayList<>();
    do {
      cells.add(cell());
    } while (endOfCell());
    return new Row(number, cells, defect);
  }

  private boolean endOfCell() throws IOException {
    boolean another = ahead == separator;
    if (another || ahead == '\r') {
      take();
    }
    if (!another && ahead == '\n') {
      take();
    }
    return another;
  }

  private String cell() throws IOException {
    StringBuilder text = new StringBuilder();
    if (ahead == '"') {
      quoted(text);
      if (!atEndOfCell()) {
        defect = "there is text after a closing quote";
      }
    }
    while (!atEndOfCell()) {
      append(text);
    }
    return text.toString();
  }

  private void quoted(StringBuilder text) throws IOException {
    take();
    while (ahead != END && size <= MAX_ROW) {
      if (ahead == '"') {
        take();
        if (ahead != '"') {
          return;
        }
      }
      append(text);
    }
    defect = "a quote is opened and never closed";
  }

  private void append(StringBuilder text) throws IOException {
    size++;
    if (size <= MAX_ROW) {
      text.append((char) ahead);
    } else if (defect.isEmpty()) {
      defect = "it is longer than 1 MiB";
    }
    take();
  }

  private boolean atEndOfCell() {
    return ahead == separator || ahead == '\n' || ahead == '\r' || ahead == END;
  }

  private void take() throws IOException {
    if (ahead == '\n') {
      line++;
    }
    ahead = in.read();
  }
}
