package io.barometer.launcher.show;

import io.barometer.model.name.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Sentences broken into lines that fit. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * The text in lines of at most the terminal's width, each indented. A word longer than a line
   * stands alone.
   */
  public static List<String> lines(Terminal terminal, String indent, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : SafeText.line(text).split(" ")) {
      boolean first = line.length() == indent.length();
      if (!first && line.length() + 1 + word.length() > terminal.width()) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
