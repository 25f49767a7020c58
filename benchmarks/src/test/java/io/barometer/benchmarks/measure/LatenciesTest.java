package io.barometer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
  private static final long MILLI = 1_000_000;

  @Test
  void percentilesAreThoseThatSoManyDoNotExceed() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 100; millis++) {
      latencies.record(0, millis * MILLI);
    }

    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.millis(50)).isCloseTo(50, within(0.1));
    assertThat(latencies.millis(99)).isCloseTo(99, within(0.1));
    assertThat(latencies.millis(100)).isCloseTo(100, within(0.1));
  }

  @Test
  void aLatencyCountsFromTheMomentDue() {
    Latencies latencies = new Latencies();

    latencies.record(10 * MILLI, 25 * MILLI);

    assertThat(latencies.millis(100)).isCloseTo(15, within(0.02));
  }

  @Test
  void nothingRecordedIsNotANumber() {
    assertThat(new Latencies().millis(99)).isNaN();
  }
}
