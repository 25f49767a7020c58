package io.barometer.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.launcher.client.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir Path folder;

  @Test
  void a_folder_of_a_demo_is_emptied() throws Exception {
    Path demo = folder.resolve("demo");
    DemoFolder.prepare(demo);
    Path left = Files.createDirectories(demo.resolve("kafka/logs")).resolve("0.log");
    Files.writeString(left, "x");

    DemoFolder.prepare(demo);

    assertThat(left).doesNotExist();
    assertThat(demo.resolve(DemoFolder.MARKER)).exists();
  }

  @Test
  void a_folder_of_something_else_is_left_alone() throws Exception {
    Path precious = Files.writeString(folder.resolve("thesis.txt"), "x");

    assertThatThrownBy(() -> DemoFolder.prepare(folder))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(folder + " holds something else than a demo. Name another folder with --data.");
    assertThat(precious).exists();
  }
}
