package io.barometer.e2e;

import io.barometer.launcher.cli.Main;
import io.barometer.launcher.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of a command in a process of its own. */
record CommandRun(int exitCode, String output, String errors) {
  private static final Path ARCHIVE = Path.of("target/launcher.jsa").toAbsolutePath();

  /** Runs {@code barometer} in a folder, which is also its cache. */
  static CommandRun of(Path folder, String... arguments) throws IOException, InterruptedException {
    Path errors = folder.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.add("-Dbarometer.home=" + Stack.home());
    command.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + ARCHIVE));
    command.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-cp", classPath()));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandRun(process.waitFor(), output, Files.readString(errors));
  }

  /** As the script {@code barometer} has it. */
  private static String classPath() {
    Path built = Stack.home().resolve("launcher/target");
    return built.resolve("launcher-0.1.0-SNAPSHOT.jar") + ":" + built.resolve("lib") + "/*";
  }
}
