package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What {@link ProcessHandle} does not offer. */
public final class Signals {
  private Signals() {}

  /** SIGINT; to PostgreSQL a fast shutdown that does not wait for its clients. */
  public static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT \"$1\" 2>/dev/null", "sh", "" + process.pid())
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException noShell) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the process is dead; false after so many seconds or when interrupted. */
  public static boolean gone(ProcessHandle process, long seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (alive(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Unlike {@link ProcessHandle#isAlive} false for a zombie, which an orphan in a container stays
   * for ever.
   */
  public static boolean alive(ProcessHandle process) {
    return process.isAlive() && !zombie(process.pid());
  }

  private static boolean zombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException notLinuxOrGone) {
      return false;
    }
  }
}
