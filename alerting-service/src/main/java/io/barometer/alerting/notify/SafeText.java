package io.barometer.alerting.notify;

/**
 * Texts from outside as they may be shown: invisible and direction-changing characters are made
 * visible, line breaks and other control characters become spaces.
 */
public final class SafeText {

  private SafeText() {}

  /** The text on one line, at most {@code max} characters and an ellipsis. */
  public static String line(String text, int max) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(shown, c));
    String line = shown.toString().strip();
    if (line.length() <= max) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
    return line.substring(0, end) + "…";
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
