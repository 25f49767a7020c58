package io.barometer.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChildTest {
  private final BlockingQueue<Process> launched = new LinkedBlockingQueue<>();
  private final Child child = new Child("sleeper", 7499, this::sleep, () -> {});

  @Test
  void aChildThatDiesIsStartedAgain() throws Exception {
    child.start();
    launched.take().destroyForcibly();
    Process second = launched.poll(10, TimeUnit.SECONDS);
    assertThat(second).isNotNull();
    StackState.Entry entry = awaitEntry(second.pid());
    assertThat(entry.restarts()).isEqualTo(1);
    child.stop();
    assertThat(second.isAlive()).isFalse();
  }

  @Test
  void aStoppedChildStaysStopped() throws Exception {
    child.start();
    Process only = launched.take();
    child.stop();
    assertThat(only.isAlive()).isFalse();
    assertThat(launched.poll(1500, TimeUnit.MILLISECONDS)).isNull();
    assertThat(child.entry()).isNull();
  }

  @Test
  void aFirstStartThatFailsIsTheCallersFailure() {
    Child broken =
        new Child(
            "broken",
            7499,
            spawned -> {
              throw new IOException("no such program");
            },
            () -> {});
    assertThatThrownBy(broken::start)
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("broken does not start")
        .hasMessageContaining("no such program");
    broken.stop();
  }

  private StackState.Entry awaitEntry(long pid) throws InterruptedException {
    while (true) {
      StackState.Entry entry = child.entry();
      if (entry != null && entry.process().pid() == pid) {
        return entry;
      }
      Thread.sleep(5);
    }
  }

  private Launch.Running sleep(Consumer<Launch.Running> spawned) throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    JavaProcess running = new JavaProcess(process);
    spawned.accept(running);
    launched.add(process);
    return running;
  }
}
