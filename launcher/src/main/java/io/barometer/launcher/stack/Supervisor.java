package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The background process that {@code up} leaves: a JVM that holds a {@link RunningStack}. */
final class Supervisor {
  private Supervisor() {}

  /** {@code DATA PORT_BASE CLOCK OTLP JSON_LOGS}; runs until SIGTERM. */
  public static void main(String[] args) {
    StackOptions options =
        new StackOptions(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            StackOptions.Clock.valueOf(args[2]),
            args[3],
            Boolean.parseBoolean(args[4]),
            Map.of());
    try {
      Stack.start(options, step -> System.err.println(Instant.now() + " " + step));
      System.err.println(Instant.now() + " ready");
      new CountDownLatch(1).await();
    } catch (ServerFailedException told) {
      System.err.println(Instant.now() + " " + told.getMessage());
      System.exit(1);
    } catch (InterruptedException interrupted) {
      System.exit(0);
    }
  }

  /** Starts it in a session of its own, so that the end of a terminal does not reach it. */
  static Process spawn(StackOptions options) throws IOException {
    Path data = DataFolder.create(options.data()).path();
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx48m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dbarometer.home=" + Stack.home());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Supervisor.class.getName());
    command.addAll(
        List.of(
            data.toString(),
            "" + options.portBase(),
            options.clock().name().toUpperCase(Locale.ROOT),
            options.otlp(),
            "" + options.jsonLogs()));
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("logs/launcher.log").toFile())
        .start();
  }
}
