package io.barometer.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.alerting.v1.Receiver;
import org.junit.jupiter.api.Test;

class WordingTest {

  private static final Receiver NOBODY = Receiver.getDefaultInstance();

  @Test
  void theWordsNameAccountScoreReasonDriversAndFacts() {
    Wording words = Wording.of(Notifications.fired("Acme", NOBODY).news());

    assertThat(words.headline()).isEqualTo("Critical: Score fell below 50 – Acme");
    assertThat(words.scoreLine())
        .isEqualTo("Score 48.9 (At Risk) · ▼ 2.3 in 7 days · ▼ 9.4 in 30 days");
    assertThat(words.reason()).isEqualTo("Fell below 50: 60.0 → 48.9.");
    assertThat(words.drivers())
        .containsExactly("active users fell from 12 to 3 in 30 days (▼ 8.2)");
    assertThat(words.facts())
        .containsExactly(
            new Wording.Fact("Owner", "kim@example.com"),
            new Wording.Fact("ARR", "EUR 120,000"),
            new Wording.Fact("Renewal", "26 Dec 2016"),
            new Wording.Fact("Playbook", "At-Risk Intervention"));
    assertThat(words.footer())
        .isEqualTo(
            "Rule at-risk-intervention · fired 1 Mar 2016 12:00 UTC · alert"
                + " 01234567-89ab-8def-8123-456789abcdef");
  }

  @Test
  void aResolutionIsShort() {
    Wording words = Wording.of(Notifications.of(About.RESOLVED, "Acme", NOBODY).news());

    assertThat(words.headline()).isEqualTo("Resolved: Score fell below 50 – Acme");
    assertThat(words.drivers()).isEmpty();
    assertThat(words.facts()).isEmpty();
  }

  @Test
  void invisibleAndDirectionChangingCharactersAreMadeVisible() {
    Wording words = Wording.of(Notifications.fired("Ac\u200Bme\u202Ecod", NOBODY).news());

    assertThat(words.account()).isEqualTo("Ac[U+200B]me[U+202E]cod");
  }

  @Test
  void lineBreaksNeverReachAHeadline() {
    Wording words = Wording.of(Notifications.fired("Acme\r\nBcc: all@example.com", NOBODY).news());

    assertThat(words.headline())
        .isEqualTo("Critical: Score fell below 50 – Acme  Bcc: all@example.com");
  }
}
