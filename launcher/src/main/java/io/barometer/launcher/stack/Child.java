package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again when it dies: after 1, 2, 4 … 30 seconds, until it is stopped.
 */
final class Child {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String name;
  private final int port;
  private final Launch launch;
  private final Runnable changed;
  private Launch.@Nullable Running running;
  private Instant since = Instant.EPOCH;
  private int restarts;
  private boolean launching;
  private boolean stopping;

  Child(String name, int port, Launch launch, Runnable changed) {
    this.name = name;
    this.port = port;
    this.launch = launch;
    this.changed = changed;
  }

  String name() {
    return name;
  }

  /** Starts it for the first time; a failure is the caller's. */
  void start() {
    try {
      launch();
    } catch (IOException failure) {
      throw new ServerFailedException(name + " does not start: " + failure, failure);
    }
  }

  /** Ends it and whoever would start it again; waits for a launch that is under way. */
  void stop() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    stopRunning();
    if (awaitLaunch()) {
      stopRunning();
    }
  }

  synchronized StackState.@Nullable Entry entry() {
    return running == null
        ? null
        : new StackState.Entry(
            name, ProcessIdentity.of(running.process()), port, since.toString(), restarts);
  }

  private void launch() throws IOException {
    synchronized (this) {
      launching = true;
    }
    try {
      Launch.Running ready = launch.launch(this::began);
      began(ready);
      ready.process().onExit().thenRun(() -> Thread.ofVirtual().start(this::restart));
    } finally {
      synchronized (this) {
        launching = false;
        notifyAll();
      }
    }
  }

  private void began(Launch.Running now) {
    synchronized (this) {
      running = now;
      since = Instant.now();
    }
    changed.run();
  }

  private void restart() {
    Duration pause = FIRST_PAUSE;
    while (pausedFor(pause)) {
      try {
        System.err.println(Instant.now() + " " + name + " died; starting it again");
        stopRunning();
        synchronized (this) {
          restarts++;
        }
        launch();
        return;
      } catch (IOException | RuntimeException failure) {
        System.err.println(Instant.now() + " " + name + " did not start: " + failure.getMessage());
        pause = longer(pause);
      }
    }
  }

  /** Ends what runs, or lets go of what a dead process held: a lock, a pid file. */
  private void stopRunning() {
    Launch.Running last;
    synchronized (this) {
      last = running;
      running = null;
    }
    if (last != null) {
      last.stop();
    }
  }

  private synchronized boolean awaitLaunch() {
    boolean waited = launching;
    while (launching) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return waited;
      }
    }
    return waited;
  }

  private synchronized boolean pausedFor(Duration pause) {
    long deadline = System.nanoTime() + pause.toNanos();
    while (!stopping) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return true;
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
