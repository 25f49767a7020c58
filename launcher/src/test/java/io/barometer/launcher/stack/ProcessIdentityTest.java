package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

  @Test
  void aRunningProcessIsRecognised() {
    assertThat(self.find()).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSameIdIsNot() {
    assertThat(new ProcessIdentity(self.pid(), "2020-01-01T00:00:00Z").runs()).isFalse();
  }

  @Test
  void aDeadProcessDoesNotRun() throws Exception {
    Process process = new ProcessBuilder("true").start();
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    process.waitFor();
    assertThat(identity.runs()).isFalse();
  }
}
