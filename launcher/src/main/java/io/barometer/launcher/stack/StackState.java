package io.barometer.launcher.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor writes down about its stack, in {@code run/stack.json}, so that other commands,
 * and the next start after a crash, know what runs.
 *
 * @param clock whose time the folder's events have; null in a file that does not say
 * @param message what the start is busy with, or why it failed
 */
record StackState(
    ProcessIdentity supervisor,
    int portBase,
    StackOptions.@Nullable Clock clock,
    Phase phase,
    String message,
    List<Entry> processes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where in its life the stack is. */
  enum Phase {
    STARTING,
    READY,
    FAILED,
    STOPPED
  }

  /**
   * One process.
   *
   * @param port the port that says whether it is there: gRPC of a service
   * @param since ISO 8601
   * @param restarts how often it died and was started again
   */
  record Entry(String name, ProcessIdentity process, int port, String since, int restarts) {}

  static Optional<StackState> read(Path data) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(data)), StackState.class));
    } catch (NoSuchFileException neverStarted) {
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  void write(Path data) throws IOException {
    Credentials.writePrivately(
        file(data), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /**
   * Whether its supervisor is alive and has not stopped everything: it may live on, as in a demo.
   */
  boolean supervised() {
    boolean over = phase == Phase.STOPPED && processes.isEmpty();
    return !over && supervisor.runs();
  }

  private static Path file(Path data) {
    return data.resolve("run/stack.json");
  }
}
