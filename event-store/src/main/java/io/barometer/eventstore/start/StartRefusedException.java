package io.barometer.eventstore.start;

import java.util.List;
import org.jboss.logging.Logger;

/** A service must not run like this. Its message names every problem and what to do. */
public final class StartRefusedException extends RuntimeException {

  private static final Logger LOG = Logger.getLogger(StartRefusedException.class);

  private StartRefusedException(List<String> problems) {
    super("Start refused: " + String.join("; ", problems));
  }

  /**
   * Ends the start when there is a problem, with one line in the log for each.
   *
   * @throws StartRefusedException when the list is not empty
   */
  public static void throwIfAny(List<String> problems) {
    problems.forEach(problem -> LOG.errorf("Start refused problem=\"%s\"", problem));
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }
}
