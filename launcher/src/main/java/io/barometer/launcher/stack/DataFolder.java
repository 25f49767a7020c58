package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one folder of a stack: {@code postgres}, {@code kafka}, {@code logs}, {@code run} and the
 * keys.
 */
record DataFolder(Path path) {

  static DataFolder create(Path path) {
    try {
      Path real = Files.createDirectories(path).toRealPath();
      Files.createDirectories(real.resolve("logs"));
      Files.createDirectories(real.resolve("run"));
      return new DataFolder(real);
    } catch (IOException failure) {
      throw new ServerFailedException(
          "The folder " + path + " cannot be used: " + failure, failure);
    }
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  /**
   * Kafka's classes as the JVM has read them, written when Kafka stops: the next start is quicker.
   */
  Path kafkaClasses() {
    return path.resolve("kafka.jsa");
  }

  Path log(String name) {
    return path.resolve("logs").resolve(name + ".log");
  }

  /** Working folder of a service; Quarkus reads {@code config/application.properties} in it. */
  Path run(Instance instance) {
    return path.resolve("run").resolve(instance.name());
  }

  /** Held by a supervisor as long as it lives; the system lets go of it when it is killed. */
  FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException ourselves) {
      channel.close();
      throw alreadyRunning();
    }
    channel.close();
    throw alreadyRunning();
  }

  private ServerFailedException alreadyRunning() {
    return new ServerFailedException("Another Barometer runs in " + path);
  }
}
