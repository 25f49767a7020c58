package io.barometer.language;

import io.barometer.model.scorecard.Violation.Reason;

/**
 * One thing that is wrong with a model file.
 *
 * @param file the file, as the operator knows it
 * @param line from 1
 * @param column from 1
 * @param path for example {@code dimensions[1].inputs[0].weight}; empty for the file as a whole
 * @param reason the kind of mistake
 * @param text what is wrong and what to do
 */
public record ScorecardProblem(
    String file, int line, int column, String path, Reason reason, String text) {

  /** {@code file:line:column path: text [REASON]}, as compilers write it. */
  @Override
  public String toString() {
    String where = path.isEmpty() ? "" : path + ": ";
    return "%s:%d:%d %s%s [%s]".formatted(file, line, column, where, text, reason);
  }
}
