package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {
  private static final ProcessIdentity DEAD = new ProcessIdentity(1, "2020-01-01T00:00:00Z");

  @TempDir private Path data;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    StackState state = state(ProcessIdentity.of(ProcessHandle.current()), DEAD);
    state.write(DataFolder.create(data).path());
    assertThat(StackState.read(data)).contains(state);
    assertThat(Stack.find(data)).contains(new Addresses(7400));
  }

  @Test
  void aFolderThatWasNeverUsedHasNoStack() {
    assertThat(StackState.read(data)).isEmpty();
    assertThat(Stack.find(data)).isEmpty();
    assertThat(StackStatus.of(data)).isEqualTo(new StackStatus("stopped", List.of()));
  }

  @Test
  void aHalfWrittenFileIsNoStack() throws IOException {
    Files.createDirectories(data.resolve("run"));
    Files.writeString(data.resolve("run/stack.json"), "{\"supervisor\":");
    assertThat(StackState.read(data)).isEmpty();
  }

  @Test
  void whatAKilledSupervisorLeftBehindIsShownAndStopped() throws Exception {
    Process left = new ProcessBuilder("sleep", "60").start();
    state(DEAD, ProcessIdentity.of(left.toHandle())).write(DataFolder.create(data).path());
    assertThat(Stack.find(data)).isEmpty();
    assertThat(StackStatus.of(data).phase()).isEqualTo("left behind");
    assertThat(Stack.stopOrphans(data)).isEqualTo(1);
    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(Stack.stopOrphans(data)).isZero();
  }

  @Test
  void aStackThatIsStoppedIsNotFoundThoughItsProcessLivesOn() throws IOException {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
    new StackState(self, 7400, StackOptions.Clock.SYSTEM, StackState.Phase.STOPPED, "", List.of())
        .write(DataFolder.create(data).path());
    assertThat(Stack.find(data)).isEmpty();
  }

  private static StackState state(ProcessIdentity supervisor, ProcessIdentity child) {
    return new StackState(
        supervisor,
        7400,
        StackOptions.Clock.REPLAY,
        StackState.Phase.READY,
        "",
        List.of(new StackState.Entry("kafka", child, 7492, "2026-11-22T00:00:00Z", 0)));
  }
}
