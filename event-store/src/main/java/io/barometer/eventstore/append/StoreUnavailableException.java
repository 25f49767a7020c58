package io.barometer.eventstore.append;

import org.jspecify.annotations.Nullable;

/** The store did not answer in time, or is closing; what was sent may be sent again. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
