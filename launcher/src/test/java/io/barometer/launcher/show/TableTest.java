package io.barometer.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.show.Table.Align;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void words_stand_left_and_numbers_right() {
    Table table =
        new Table()
            .column("Account", Align.LEFT)
            .column("Score", Align.RIGHT)
            .row()
            .cell("acme")
            .cell("7.0")
            .row()
            .cell("a longer one")
            .cell("100.0");

    assertThat(table.lines(Terminal.plain()))
        .containsExactly("Account       Score", "acme            7.0", "a longer one  100.0");
  }

  @Test
  void a_flexible_column_gives_way_when_the_terminal_is_narrow() {
    Table table =
        new Table()
            .column("Id", Align.LEFT)
            .column("Why", Align.FLEXIBLE)
            .row()
            .cell("0123456789")
            .cell("because nobody has been here for months");

    assertThat(table.lines(new Terminal(40, false, false)))
        .containsExactly("Id          Why", "0123456789  because nobody has been her…");
  }

  @Test
  void a_note_stands_below_its_row_in_full() {
    Table table =
        new Table()
            .column("Id", Align.LEFT)
            .row()
            .cell("a")
            .below("because nobody has been here for a long time")
            .row()
            .cell("b");

    assertThat(table.lines(new Terminal(40, false, false)))
        .containsExactly("Id", "a", "    because nobody has been here for a", "    long time", "b");
  }

  @Test
  void what_could_harm_a_terminal_is_replaced_or_made_visible() {
    Table table = new Table().column("Name", Align.LEFT).row().cell("a\u001b[2Jb\u202Ec\u200Bd\ne");

    assertThat(table.lines(Terminal.plain())).containsExactly("Name", "a [2Jb[U+202E]c[U+200B]d e");
  }

  @Test
  void colours_do_not_move_columns() {
    Table table =
        new Table()
            .column("A", Align.RIGHT)
            .column("B", Align.LEFT)
            .row()
            .cell("1", Colour.RED)
            .cell("x");

    assertThat(table.lines(new Terminal(40, true, true)).getLast())
        .isEqualTo("\u001b[31m1\u001b[0m  x");
  }
}
