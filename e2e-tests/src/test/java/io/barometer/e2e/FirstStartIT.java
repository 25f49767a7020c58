package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.stack.PortBase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What somebody gets who never ran Barometer on this machine: no data, nothing in the cache. */
@Execution(ExecutionMode.CONCURRENT)
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
    CommandRun run = CommandRun.of(folder, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output();
  }
}
