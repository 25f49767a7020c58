package io.barometer.alerting.start;

import java.util.List;

/** The service cannot be trusted with this environment; the message says what to change. */
final class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StartRefusedException(List<String> problems) {
    super(String.join("; ", problems));
  }
}
