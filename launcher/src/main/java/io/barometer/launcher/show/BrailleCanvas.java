package io.barometer.launcher.show;

/** A grid of dots, two wide and four high in each character (Unicode braille patterns). */
final class BrailleCanvas {
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  private static final int EMPTY = 0x2800;

  private final int[][] cells;
  private final int rows;
  private final int columns;

  BrailleCanvas(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.cells = new int[rows][columns];
  }

  int dotRows() {
    return rows * 4;
  }

  int dotColumns() {
    return columns * 2;
  }

  /** Sets a dot; (0, 0) is at the upper left. */
  void dot(int x, int y) {
    cells[y / 4][x / 2] |= BITS[y % 4][x % 2];
  }

  /** A line that leaves no gap, however steep. */
  void line(int fromX, int fromY, int toX, int toY) {
    int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
    for (int i = 0; i <= steps; i++) {
      dot(fromX + (toX - fromX) * i / steps, fromY + (toY - fromY) * i / steps);
    }
  }

  boolean isEmpty(int row, int column) {
    return cells[row][column] == 0;
  }

  String cell(int row, int column) {
    return Character.toString(EMPTY + cells[row][column]);
  }
}
