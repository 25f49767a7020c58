package io.barometer.e2e.faults;

import io.barometer.launcher.stack.StackStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Kills processes of a stack as a crash would, and waits until its supervisor has brought them
 * back.
 */
final class Victims {
  private static final long PAUSE_MILLIS = 50;

  private final Path data;

  Victims(Path data) {
    this.data = data;
  }

  /** SIGTERM: the process ends what it does and gives back what it holds. */
  void end(Target target) throws InterruptedException {
    find(target).destroy();
  }

  /** SIGKILL to the process and everything below it. */
  void kill(Target target) throws InterruptedException {
    ProcessHandle process = find(target);
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits until so many restarts happened since the stack started and everything is ready. */
  void awaitReady(int restarts, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!(restarts() >= restarts && StackStatus.of(data).ready())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "not up again after " + limit.toSeconds() + " s: " + StackStatus.of(data));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** How many processes were brought back since the stack started. */
  int restarts() {
    return StackStatus.of(data).lines().stream().mapToInt(StackStatus.Line::restarts).sum();
  }

  /** The process; one that is just coming back is waited for. */
  private ProcessHandle find(Target target) throws InterruptedException {
    while (true) {
      for (StackStatus.Line line : StackStatus.of(data).lines()) {
        if (line.name().equals(target.processName()) && line.pid() > 0) {
          var process = ProcessHandle.of(line.pid());
          if (process.isPresent()) {
            return process.get();
          }
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
