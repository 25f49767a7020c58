package io.barometer.eventstore;

/** The owner of a log does not answer now, as happens while it starts again. */
public final class LogAwayException extends RuntimeException {

  /** With the failure that told so. */
  public LogAwayException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
