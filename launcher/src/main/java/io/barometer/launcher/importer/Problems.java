package io.barometer.launcher.importer;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file: the first fifty in words, all of them in number. */
final class Problems {
  private static final int MAX_TOLD = 50;

  private final List<Problem> told = new ArrayList<>();
  private long badRows;

  void addRow(List<Problem> problems) {
    badRows++;
    for (Problem problem : problems) {
      if (told.size() < MAX_TOLD) {
        told.add(problem);
      }
    }
  }

  long badRows() {
    return badRows;
  }

  List<Problem> told() {
    return told;
  }
}
