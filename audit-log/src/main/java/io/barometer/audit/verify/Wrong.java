package io.barometer.audit.verify;

/**
 * The first thing that is wrong in an export.
 *
 * @param line where, from 1; 0 when it is about the file as a whole
 * @param text what, for people
 */
public record Wrong(int line, String text) {

  static Finding at(int line, String text) {
    return new Finding(new Wrong(line, text));
  }

  @Override
  public String toString() {
    return line == 0 ? text : "line " + line + ": " + text;
  }

  /** Ends a check. */
  static final class Finding extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Wrong wrong;

    Finding(Wrong wrong) {
      super(wrong.toString(), null, false, false);
      this.wrong = wrong;
    }

    Wrong wrong() {
      return wrong;
    }
  }
}
