package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.cli.Main;
import io.barometer.launcher.stack.PortBase;
import io.barometer.launcher.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who never ran Barometer on this machine: no data, nothing in the cache. */
class FirstStartIT {

  @TempDir Path folder;

  @Test
  void up_status_and_down_work_with_an_empty_cache_and_an_empty_data_folder() throws Exception {
    String data = folder.resolve("data").toString();

    assertThat(barometer("up", "--data", data, "--port-base", "" + PortBase.free()))
        .contains("Barometer is ready after");
    assertThat(barometer("status", "--data", data).lines().skip(1))
        .hasSize(6)
        .allSatisfy(process -> assertThat(process).contains("yes"));
    assertThat(barometer("down", "--data", data)).contains("Barometer is stopped.");
    assertThat(barometer("down", "--data", data)).contains("Barometer does not run.");
  }

  /** A failed test must not leave a platform running. */
  @AfterEach
  void down() throws Exception {
    var _ = barometer("down", "--data", folder.resolve("data").toString());
  }

  private String barometer(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.add("-Dbarometer.home=" + Stack.home());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("stderr"))).isZero();
    return output;
  }
}
