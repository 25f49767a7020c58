package io.barometer.launcher.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value of a mapping: text in which <code>{x}</code> stands for the value of column x. Two braces
 * stand for one. Without a column it is a constant.
 */
final class Template {
  private sealed interface Part {
    record Text(String text) implements Part {}

    record Column(String name) implements Part {}
  }

  private final List<Part> parts;
  private final List<String> columns;

  private Template(List<Part> parts) {
    this.parts = parts;
    this.columns =
        parts.stream()
            .filter(Part.Column.class::isInstance)
            .map(part -> ((Part.Column) part).name())
            .distinct()
            .toList();
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with a text for people, when a brace is not closed or names no
   *     column
   */
  static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
      if (c != '{' && c != '}' || doubled) {
        plain.append(c);
        i += c == '{' || c == '}' ? 2 : 1;
        continue;
      }
      int end = text.indexOf('}', i);
      if (c == '}' || end < 0 || end == i + 1) {
        throw new IllegalArgumentException(
            "\"" + text + "\": write {column}, and {{ or }} for a brace itself");
      }
      parts.add(new Part.Text(plain.toString()));
      parts.add(new Part.Column(text.substring(i + 1, end)));
      plain.setLength(0);
      i = end + 1;
    }
    parts.add(new Part.Text(plain.toString()));
    return new Template(List.copyOf(parts));
  }

  /** The columns it reads, each once; empty for a constant. */
  List<String> columns() {
    return columns;
  }

  /** Fills it in. */
  String fill(UnaryOperator<String> valueOfColumn) {
    if (parts.size() == 1) {
      return text(parts.getFirst(), valueOfColumn);
    }
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(text(part, valueOfColumn));
    }
    return filled.toString();
  }

  private static String text(Part part, UnaryOperator<String> valueOfColumn) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.Column(String name) -> valueOfColumn.apply(name);
    };
  }
}
