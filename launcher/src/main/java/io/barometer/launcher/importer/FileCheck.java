package io.barometer.launcher.importer;

import io.barometer.launcher.show.Progress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The first pass over a file: reads every row, sends nothing. */
final class FileCheck {
  private final Problems problems = new Problems();
  private final FileStatistics statistics = new FileStatistics();
  private long rows;

  private FileCheck() {}

  static FileCheck of(EventSource source, Progress progress) throws IOException {
    FileCheck check = new FileCheck();
    for (@Nullable Item item = source.next(); item != null; item = source.next()) {
      check.rows++;
      switch (item) {
        case Item.Good good -> check.statistics.add(good.event());
        case Item.Bad bad -> check.problems.addRow(bad.problems());
      }
      progress.stepTo(source.bytesRead());
    }
    return check;
  }

  void throwIfRefused(ImportOptions options) throws ImportRefused {
    if (rows == 0) {
      throw new ImportRefused(
          options.file() + " has a header and no row: there is nothing to import.");
    }
    if (options.mode() == ImportMode.ATOMIC && problems.badRows() > 0) {
      throw new ImportRefused(
          "Nothing was imported: %,d of %,d rows of %s are bad. Correct them, or import the good ones with --mode per-item."
              .formatted(problems.badRows(), rows, options.file()),
          problems.told());
    }
  }

  long rows() {
    return rows;
  }

  long badRows() {
    return problems.badRows();
  }

  FileStatistics statistics() {
    return statistics;
  }
}
