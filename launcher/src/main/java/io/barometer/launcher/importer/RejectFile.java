package io.barometer.launcher.importer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not recorded, as they stand in the file, with three columns more: row, column
 * and reason. Made only when there is one.
 */
final class RejectFile implements AutoCloseable {
  private final Path path;
  private final List<String> header;
  private @Nullable BufferedWriter out;
  private long rows;

  RejectFile(Path path, List<String> header) {
    this.path = path;
    this.header = header;
  }

  synchronized void add(long row, List<String> cells, List<Problem> problems) {
    try {
      if (out == null) {
        out = Files.newBufferedWriter(path);
        write(out, header, List.of("reject_row", "reject_column", "reject_reason"));
      }
      List<String> padded = new ArrayList<>(cells);
      while (padded.size() < header.size()) {
        padded.add("");
      }
      write(
          out,
          padded,
          List.of(String.valueOf(row), join(columns(problems)), join(texts(problems))));
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized long rows() {
    return rows;
  }

  Path path() {
    return path;
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  private static List<String> columns(List<Problem> problems) {
    return problems.stream().map(Problem::column).toList();
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::text).toList();
  }

  private static String join(Collection<String> texts) {
    return String.join("; ", texts);
  }

  private static void write(BufferedWriter out, List<String> cells, List<String> more)
      throws IOException {
    List<String> all = new ArrayList<>(cells);
    all.addAll(more);
    out.write(all.stream().map(RejectFile::quoted).collect(Collectors.joining(",")));
    out.write("\n");
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
