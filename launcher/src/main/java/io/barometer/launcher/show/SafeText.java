package io.barometer.launcher.show;

/**
 * Text from outside made harmless for a terminal: control characters, escape sequences and
 * characters that turn the direction of writing or have no width are shown as U+FFFD.
 */
public final class SafeText {
  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** The text with every harmful character replaced, on one line. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(SafeText::harmful)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(harmful(c) ? REPLACEMENT : c));
    return safe.toString();
  }

  private static boolean harmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
