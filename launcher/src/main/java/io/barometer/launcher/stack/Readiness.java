package io.barometer.launcher.stack;

import io.barometer.embedded.LogEnd;
import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Whether something that listens is ready for work. */
final class Readiness {
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int LOG_LINES = 25;

  private Readiness() {}

  /** Quarkus' readiness: all its checks are up. */
  static boolean http(int port) {
    try {
      URI address = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Somebody accepts connections. */
  static boolean tcp(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /** The log has this line. */
  static boolean logged(Path log, String line) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line::equals);
    } catch (IOException | UncheckedIOException notYet) {
      return false;
    }
  }

  /** Waits for it; when the process ends or the time is over, throws with the end of its log. */
  static void await(String name, Process process, BooleanSupplier ready, int seconds, Path log)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!ready.getAsBoolean()) {
      if (ended(process)) {
        throw failed(name + " stopped with exit code " + process.exitValue(), log);
      }
      if (System.nanoTime() > deadline) {
        throw failed(name + " is not ready after " + seconds + " seconds", log);
      }
    }
  }

  private static ServerFailedException failed(String what, Path log) throws IOException {
    return new ServerFailedException(
        what + ". The end of " + log + ":\n" + LogEnd.of(log, LOG_LINES));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("The start was interrupted", interrupted);
    }
  }
}
