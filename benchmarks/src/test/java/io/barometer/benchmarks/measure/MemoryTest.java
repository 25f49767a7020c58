package io.barometer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryTest {
  private static final String ROLLUP =
      """
      00400000-7ffd1000 ---p 00000000 00:00 0    [rollup]
      Rss:               20480 kB
      Pss:               10240 kB
      Pss_Dirty:          5120 kB
      """;

  @Test
  void aFieldIsFoundByItsWholeName() {
    assertThat(Memory.kib("Rss", ROLLUP)).isEqualTo(20_480);
    assertThat(Memory.kib("Pss", ROLLUP)).isEqualTo(10_240);
  }

  @Test
  void aMissingFieldIsZero() {
    assertThat(Memory.kib("Swap", ROLLUP)).isZero();
  }

  @Test
  void theMachineIsReadFromNamedLines() {
    assertThat(Machine.after("processor\t: 0\nmodel name\t: AMD EPYC\n", "model name"))
        .isEqualTo("AMD EPYC");
  }
}
