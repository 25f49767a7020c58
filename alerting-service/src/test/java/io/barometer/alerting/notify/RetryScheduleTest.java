package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.notify.RetrySchedule.Next;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final UUID ID = new UUID(1, 2);
  private static final RetrySchedule SCHEDULE = new RetrySchedule(configured());

  /** As the service is delivered. */
  private static List<Duration> configured() {
    Properties properties = new Properties();
    try (InputStream file =
        RetryScheduleTest.class.getResourceAsStream("/application.properties")) {
      properties.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.stream(properties.getProperty("barometer.notify.pauses").split(","))
        .map(Duration::parse)
        .toList();
  }

  @Test
  void nineRetriesAreSpreadOver75HoursAndLittleMore() {
    Duration age = Duration.ZERO;
    int attempts = 1;
    for (Optional<Next> next = SCHEDULE.after(0, ID);
        next.isPresent();
        next = SCHEDULE.after(next.get().failures(), ID)) {
      age = age.plus(next.get().pause());
      attempts++;
    }
    assertThat(attempts).isEqualTo(10);
    assertThat(age).isBetween(Duration.ofHours(75).plusMinutes(35), Duration.ofHours(84));
  }

  @Test
  void aPauseIsLengthenedByAtMostATenthThatFollowsFromTheId() {
    for (long i = 0; i < 1_000; i++) {
      Next next = SCHEDULE.after(1, new UUID(i, 7)).orElseThrow();
      assertThat(next.pause()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
      assertThat(SCHEDULE.after(1, new UUID(i, 7))).contains(next);
    }
    assertThat(SCHEDULE.after(1, ID)).isNotEqualTo(SCHEDULE.after(1, new UUID(3, 4)));
  }

  @Test
  void theReceiverSaysWhenToComeAgainWithinReasonAndTheScheduleDoesNotCountIt() {
    Next soon = SCHEDULE.asked(Duration.ofMinutes(3), 2, Duration.ZERO, ID).orElseThrow();
    assertThat(soon.failures()).isEqualTo(2);
    assertThat(soon.pause()).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(198));
    assertThat(SCHEDULE.asked(Duration.ofDays(9), 0, Duration.ZERO, ID).orElseThrow().pause())
        .isBetween(Duration.ofHours(6), Duration.ofMinutes(396));
    assertThat(SCHEDULE.asked(Duration.ZERO, 0, Duration.ZERO, ID).orElseThrow().pause())
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
  }

  @Test
  void aReceiverThatPutsOffForeverIsGivenUpOnceTheScheduleIsOver() {
    Duration old = Duration.ofHours(76);
    assertThat(SCHEDULE.asked(Duration.ofSeconds(1), 8, old, ID)).isEqualTo(SCHEDULE.after(8, ID));
    assertThat(SCHEDULE.asked(Duration.ofSeconds(1), 9, old, ID)).isEmpty();
  }
}
