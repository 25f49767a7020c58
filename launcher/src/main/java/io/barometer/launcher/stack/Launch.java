package io.barometer.launcher.stack;

import java.io.IOException;
import java.util.function.Consumer;

/** How one process of the stack is started, the first time and again after it died. */
@FunctionalInterface
interface Launch {

  /**
   * Returns when the process is ready.
   *
   * @param spawned told of the process as soon as there is one, so that it can be stopped before it
   *     is ready
   */
  Running launch(Consumer<Running> spawned) throws IOException;

  /** A process and how to end it. */
  interface Running {
    ProcessHandle process();

    /** Ends it; returns when it is gone. */
    void stop();
  }
}
