package io.barometer.testing;

import io.barometer.embedded.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The packaged application of the module under test, started as a process of its own on the test's
 * servers with a configuration that it must refuse.
 */
public final class RefusedStart {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Pattern PROBLEM = Pattern.compile("Start refused problem=\"(.*)\"\\n");
  private static final long PATIENCE_SECONDS = 180;

  private RefusedStart() {}

  /** The problems that the process names before it ends with a failure. */
  public static List<String> problems(Map<String, String> settings)
      throws IOException, InterruptedException {
    Path log = Path.of("target", "refused-start.log");
    Process process =
        new ProcessBuilder(command(settings))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the start was not refused; see " + log);
      }
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    if (process.exitValue() == 0) {
      throw new AssertionError("the process ended as if all was well: " + output);
    }
    return PROBLEM.matcher(output).results().map(found -> found.group(1)).toList();
  }

  private static List<String> command(Map<String, String> settings) {
    int[] ports = FreePorts.take(2);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx256m");
    command.add("-XX:TieredStopAtLevel=1");
    Config config = ConfigProvider.getConfig();
    for (String key :
        List.of(
            "barometer.postgres.address",
            "barometer.postgres.password",
            "kafka.bootstrap.servers")) {
      command.add("-D" + key + "=" + config.getValue(key, String.class));
    }
    command.add("-Dquarkus.http.port=" + ports[0]);
    command.add("-Dquarkus.grpc.server.port=" + ports[1]);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(JAR.toString());
    return command;
  }
}
