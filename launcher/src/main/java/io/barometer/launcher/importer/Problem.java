package io.barometer.launcher.importer;

/**
 * Something in the file that cannot be imported.
 *
 * @param row the line on which the row begins, the header being line 1; 0 for the file as a whole
 * @param column the column's name; empty when the whole row is meant
 * @param text what is wrong, and what to do
 */
public record Problem(long row, String column, String text) {
  /** For example {@code row 17, column "occurred_at": "soon" is not a time}. */
  @Override
  public String toString() {
    if (row == 0) {
      return text;
    }
    return "row " + row + (column.isEmpty() ? "" : ", column \"" + column + "\"") + ": " + text;
  }
}
