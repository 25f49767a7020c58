package io.barometer.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final long MILLI = 1_000_000;
  private final Gathering gathering = new Gathering(Duration.ofMillis(40));

  @Test
  void the_wait_begins_at_its_limit_and_comes_down_to_three_times_the_work() {
    assertThat(gathering.nanos()).isBetween(39 * MILLI, 40 * MILLI);

    for (int i = 0; i < 60; i++) {
      gathering.took(2 * MILLI);
    }

    assertThat(gathering.nanos()).isBetween(6 * MILLI, 6 * MILLI + 100);
  }

  @Test
  void the_wait_never_exceeds_its_limit() {
    for (int i = 0; i < 60; i++) {
      gathering.took(500 * MILLI);
    }

    assertThat(gathering.nanos()).isEqualTo(40 * MILLI);
  }
}
