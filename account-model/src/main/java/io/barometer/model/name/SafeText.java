package io.barometer.model.name;

/**
 * Texts from outside as they may be shown, in a message or on a terminal: invisible and
 * direction-changing characters are made visible, line breaks, escapes and other control characters
 * become spaces.
 */
public final class SafeText {

  private SafeText() {}

  /** The text on one line. */
  public static String line(String text) {
    if (text.codePoints().allMatch(SafeText::isHarmless)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /**
   * The text on one line without space around it, at most {@code max} characters and an ellipsis.
   */
  public static String line(String text, int max) {
    String line = line(text).strip();
    if (line.length() <= max) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
    return line.substring(0, end) + "…";
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder shown, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          shown.append(' ');
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          shown.append("[U+%04X]".formatted(c));
      default -> shown.appendCodePoint(c);
    }
  }
}
