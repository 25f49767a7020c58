package io.barometer.scoring;

/** The service cannot be trusted with this environment; the message says what to change. */
final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StartRefusedException(String message) {
    super(message);
  }
}
