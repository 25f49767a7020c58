package io.barometer.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void a_gauge_is_read_shard_by_shard() {
    String text =
        """
        # HELP barometer_evaluation_position Last entry evaluated, by shard
        # TYPE barometer_evaluation_position gauge
        barometer_evaluation_position{shard="0"} 12.0
        barometer_evaluation_position{application="x",shard="1"} 1.0E7
        barometer_evaluation_position_other{shard="2"} 5.0
        """;

    assertThat(Metrics.parse(text, "barometer_evaluation_position"))
        .isEqualTo(Map.of(0, 12L, 1, 10_000_000L));
  }
}
