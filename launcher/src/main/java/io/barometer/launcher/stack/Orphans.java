package io.barometer.launcher.stack;

import io.barometer.embedded.Signals;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of a stack whose supervisor was killed. */
final class Orphans {
  private static final long STOP_SECONDS = 15;

  private Orphans() {}

  /** Stops them, services first; returns how many there were. */
  static int stop(Path data) {
    Optional<StackState> state = StackState.read(data);
    if (state.isEmpty() || state.get().supervised()) {
      return 0;
    }
    List<ProcessHandle> left =
        state.get().processes().reversed().stream()
            .flatMap(entry -> entry.process().find().stream())
            .toList();
    left.forEach(Orphans::stop);
    return left.size();
  }

  private static void stop(ProcessHandle process) {
    boolean postgres =
        process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
    if (postgres) {
      Signals.interrupt(process);
    } else {
      process.destroy();
    }
    if (!Signals.gone(process, STOP_SECONDS)) {
      process.destroyForcibly();
      Signals.gone(process, STOP_SECONDS);
    }
  }
}
