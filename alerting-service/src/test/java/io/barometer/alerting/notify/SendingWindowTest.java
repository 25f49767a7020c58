package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingWindowTest {

  private static void take(SendingWindow window, int count) {
    IntStream.range(0, count).forEach(i -> window.take());
  }

  @Test
  void twiceAsMuchIsTakenAsWasOverUpToTheWidest() {
    SendingWindow window = new SendingWindow(16);
    take(window, 16);
    assertThat(window.room(16)).isEqualTo(32);
    window.recorded(16);
    take(window, 32);
    assertThat(window.room(32)).isEqualTo(64);
    window.recorded(32);
    take(window, 512);
    assertThat(window.room(512)).isEqualTo(512);
    assertThat(window.room(500)).isEqualTo(500);
  }

  @Test
  void aReceiverThatHangsHoldsNoMoreThanAreAttemptedAtATime() {
    SendingWindow window = new SendingWindow(16);
    take(window, 10);
    assertThat(window.room(0)).isEqualTo(6);
    take(window, 6);
    assertThat(window.room(0)).isZero();
    assertThat(window.recorded(15)).isFalse();
    assertThat(window.recorded(1)).isTrue();
  }

  @Test
  void onlySoManyAttemptsRunAtATime() {
    SendingWindow window = new SendingWindow(2);
    assertThat(window.begin(Duration.ZERO)).isTrue();
    assertThat(window.begin(Duration.ZERO)).isTrue();
    assertThat(window.begin(Duration.ofMillis(1))).isFalse();
    window.end();
    assertThat(window.begin(Duration.ZERO)).isTrue();
  }
}
