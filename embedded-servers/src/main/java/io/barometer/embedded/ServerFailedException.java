package io.barometer.embedded;

/** A server did not start or stop; the message says why, in words for the person who started it. */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message is shown as it is. */
  public ServerFailedException(String message) {
    super(message);
  }

  /** The message is shown as it is; the cause is for the log. */
  public ServerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
