package io.barometer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuMeterTest {

  @Test
  void timeIsSharedByTheEventsPartByPart() {
    Map<String, Double> before = Map.of("client", 1.0, "service", 10.0);
    Map<String, Double> after = Map.of("client", 1.5, "service", 12.0);

    assertThat(CpuMeter.microsPerEvent(before, after, 100_000))
        .containsOnly(Map.entry("client", 5.0), Map.entry("service", 20.0));
  }

  @Test
  void aReadingNamesEveryPartInOrder() {
    CpuMeter meter = new CpuMeter().part("client", () -> 1).part("kafka", () -> 2);

    assertThat(meter.read()).containsExactly(Map.entry("client", 1.0), Map.entry("kafka", 2.0));
  }
}
