package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL, Kafka and the three services, started and found. */
public final class Stack {
  private Stack() {}

  /**
   * Starts everything in the background of this JVM and returns when all is ready. What a killed
   * stack left behind is stopped first; a child that dies is started again. A shutdown hook stops
   * the stack when this JVM ends.
   *
   * @throws ServerFailedException when something does not start; everything that did is stopped
   *     again
   */
  public static RunningStack start(StackOptions options, StartProgress progress) {
    return start(options, EnumSet.allOf(Service.class), progress);
  }

  /** The same with some of the services only: what a benchmark wants that looks at one of them. */
  public static RunningStack start(
      StackOptions options, Set<Service> services, StartProgress progress) {
    RunningStack stack = RunningStack.prepare(options, services, progress);
    try {
      stack.boot();
      return stack;
    } catch (RuntimeException failure) {
      stack.fail(failure);
      throw failure;
    }
  }

  /** Where the stack with this data folder listens; empty when none runs there. */
  public static Optional<Addresses> find(Path data) {
    return StackState.read(data)
        .filter(StackState::supervised)
        .map(state -> new Addresses(state.portBase()));
  }

  /**
   * Stops what a killed stack with this data folder left behind; returns how many processes there
   * were. Leaves a stack that is supervised alone.
   */
  public static int stopOrphans(Path data) {
    return Orphans.stop(data);
  }

  /**
   * The project's folder, where the services' jars are: named by the script, else the one around
   * the working folder.
   */
  public static Path home() {
    String home = System.getProperty("barometer.home");
    if (home != null) {
      return Path.of(home);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ingestion-service/pom.xml"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new ServerFailedException("Start Barometer by the script ./barometer");
      }
      folder = parent;
    }
    return folder;
  }

  /** The data folder unless another is named: {@code .barometer/data} in the project. */
  public static Path defaultData() {
    return home().resolve(".barometer/data");
  }
}
