package io.barometer.launcher.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM whose output goes to a log file. */
record JavaProcess(Process child) implements Launch.Running {
  private static final long STOP_SECONDS = 15;

  /** Starts this JVM's own java; the log of the run before is kept as {@code .1}. */
  static JavaProcess start(List<String> arguments, Path workingFolder, Path log)
      throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createDirectories(workingFolder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return new JavaProcess(builder.start());
  }

  @Override
  public ProcessHandle process() {
    return child.toHandle();
  }

  @Override
  public void stop() {
    child.destroy();
    if (!ended()) {
      child.destroyForcibly();
      ended();
    }
  }

  private boolean ended() {
    try {
      return child.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
