package io.barometer.launcher.importer;

/** A text that cannot be read as what its field needs. Expected, hence without a stack trace. */
final class ValueProblem extends Exception {
  private static final long serialVersionUID = 1L;

  ValueProblem(String message) {
    super(message, null, false, false);
  }
}
