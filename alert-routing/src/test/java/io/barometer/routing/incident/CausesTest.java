package io.barometer.routing.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.incident.Causes.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(3);
  private static final Causes CAUSES =
      new Causes(
          List.of(
              new Shipped("", "Console", "4.1", MONDAY.minus(Duration.ofHours(2))),
              new Shipped("", "Console", "4.2", MONDAY),
              new Shipped("early", "Agent", "9", MONDAY.plusSeconds(60))),
          WINDOW);

  @Test
  void a_silent_source_is_the_cause_whatever_was_shipped() {
    assertThat(CAUSES.of(new Finding("acme", "check.backup", false, MONDAY)).text())
        .isEqualTo("source check.backup");
  }

  @Test
  void a_fall_is_put_down_to_the_last_release_until_the_window_is_over() {
    Instant last = MONDAY.plus(WINDOW).minusNanos(1);
    assertThat(fall("acme", MONDAY)).isEqualTo("release Console 4.2");
    assertThat(fall("acme", last)).isEqualTo("release Console 4.2");
    assertThat(fall("acme", MONDAY.plus(WINDOW))).isEqualTo("account acme");
    assertThat(fall("acme", MONDAY.minusNanos(1))).isEqualTo("release Console 4.1");
  }

  @Test
  void a_release_to_one_account_is_no_cause_for_another() {
    assertThat(fall("early", MONDAY.plusSeconds(60))).isEqualTo("release Agent 9");
    assertThat(fall("late", MONDAY.plusSeconds(60))).isEqualTo("release Console 4.2");
  }

  @Test
  void what_is_no_fall_stands_for_the_account() {
    Finding renewal = new Finding("acme", null, false, MONDAY);
    assertThat(CAUSES.of(renewal)).isEqualTo(new Cause.Account("acme"));
  }

  @Test
  void without_a_window_no_release_is_a_cause() {
    Causes none = new Causes(List.of(new Shipped("", "Console", "4.2", MONDAY)), Duration.ZERO);
    assertThat(none.of(new Finding("acme", null, true, MONDAY)).text()).isEqualTo("account acme");
  }

  @Test
  void only_an_accounts_own_cause_does_not_span_accounts() {
    assertThat(Cause.spansAccounts(new Cause.Account("source x").text())).isFalse();
    assertThat(Cause.spansAccounts(new Cause.Source("account x").text())).isTrue();
    assertThat(Cause.spansAccounts(new Cause.Release("Console", "4.2").text())).isTrue();
  }

  private static String fall(String account, Instant time) {
    return CAUSES.of(new Finding(account, null, true, time)).text();
  }
}
