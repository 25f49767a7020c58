package io.barometer.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barometer.benchmarks.measure.OpenLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {

  @Test
  void everySendIsDueAtItsPlaceInTheSchedule() {
    OpenLoop loop = new OpenLoop(1_000, 3);

    assertThat(loop.due(500, 0)).isEqualTo(500);
    assertThat(loop.due(500, 2)).isEqualTo(2_000_500);
  }

  @Test
  void aSlowSendMovesNoLaterOne() {
    List<Long> due = new ArrayList<>();

    new OpenLoop(1_000, 3)
        .run(
            (number, nanos) -> {
              due.add(nanos);
              pause(number == 0 ? Duration.ofMillis(20) : Duration.ZERO);
            });

    assertThat(due.get(2) - due.get(0)).isEqualTo(2_000_000);
  }

  @Test
  void aProbeIsCountedOnceFromTheMomentDue() throws InterruptedException {
    Probes probes = new Probes("probe-", 2);
    probes.due(1, 5_000_000);

    assertThat(probes.scored("probe-1", 8_000_000)).isTrue();
    assertThat(probes.scored("probe-1", 9_000_000)).isFalse();
    assertThat(probes.scored("probe-0", 9_000_000)).isFalse();
    assertThat(probes.scored("busy-1", 9_000_000)).isFalse();
    probes.told("{\"account\":\"probe-1\"}", 10_000_000);

    assertThat(probes.scores().millis(100)).isCloseTo(3.0, within(0.01));
    assertThat(probes.messages().count()).isEqualTo(1);
    assertThat(probes.await(Duration.ZERO)).isFalse();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
