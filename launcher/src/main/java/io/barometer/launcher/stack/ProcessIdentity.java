package io.barometer.launcher.stack;

import io.barometer.embedded.Signals;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised later: ids are used again, an id with its start time is not.
 *
 * @param started ISO 8601; empty where the system does not tell
 */
record ProcessIdentity(long pid, String started) {

  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(
        process.pid(), process.info().startInstant().map(Instant::toString).orElse(""));
  }

  /** The process, when it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(Signals::alive)
        .filter(process -> of(process).started().equals(started));
  }

  boolean runs() {
    return find().isPresent();
  }
}
