package io.barometer.ingestion.store;

import java.util.List;

/** The service must not start; the message says what to do. */
final class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StartRefusedException(List<String> problems) {
    super("Start refused: " + String.join("; ", problems), null, false, false);
  }
}
