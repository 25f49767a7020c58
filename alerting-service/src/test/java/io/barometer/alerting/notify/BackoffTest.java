package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));
  private static final UUID ID = new UUID(1, 2);

  @Test
  void pausesDoubleUpToTheLongestAndAreShortenedByAtMostHalf() {
    for (int attempt = 1; attempt <= 60; attempt++) {
      long full = attempt > 9 ? 600_000 : Math.min(600_000, 2_000L << (attempt - 1));
      assertThat(BACKOFF.pause(attempt, ID).toMillis()).isBetween(full / 2, full);
    }
  }

  @Test
  void thePauseFollowsFromTheId() {
    assertThat(BACKOFF.pause(5, ID)).isEqualTo(BACKOFF.pause(5, new UUID(1, 2)));
    assertThat(BACKOFF.pause(5, ID)).isNotEqualTo(BACKOFF.pause(5, new UUID(3, 4)));
  }

  @Test
  void aLongerPauseThatTheReceiverAsksForIsHonouredWithinReason() {
    assertThat(BACKOFF.pause(1, ID, Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
    assertThat(BACKOFF.pause(1, ID, Duration.ofDays(9))).isEqualTo(Duration.ofHours(6));
    assertThat(BACKOFF.pause(1, ID, Duration.ZERO)).isEqualTo(BACKOFF.pause(1, ID));
  }
}
