package io.barometer.alerting.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.notify.slack.SlackSignature.Check;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against the example of Slack's own SDK (java-slack-sdk, SlackSignatureTest, MIT). */
class SlackSignatureTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String TIME = "1531420618";
  private static final Instant THEN = Instant.ofEpochSecond(1_531_420_618L);
  private static final String BODY =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
          + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

  @Test
  void the_published_example_is_good_for_five_minutes() {
    assertThat(check(SIGNATURE, TIME, BODY, THEN)).isEqualTo(Check.GOOD);
    assertThat(check(SIGNATURE, TIME, BODY, THEN.plusSeconds(300))).isEqualTo(Check.GOOD);
    assertThat(check(SIGNATURE, TIME, BODY, THEN.plusSeconds(301))).isEqualTo(Check.OUT_OF_TIME);
    assertThat(check(SIGNATURE, TIME, BODY, THEN.minusSeconds(301))).isEqualTo(Check.OUT_OF_TIME);
  }

  @Test
  void another_body_time_secret_or_version_is_wrong() {
    assertThat(check(SIGNATURE, TIME, BODY + "&", THEN)).isEqualTo(Check.WRONG);
    assertThat(check(SIGNATURE, "1531420619", BODY, THEN)).isEqualTo(Check.WRONG);
    assertThat(check(SIGNATURE.replace("v0=", "v1="), TIME, BODY, THEN)).isEqualTo(Check.WRONG);
    assertThat(SlackSignature.check("other", TIME, SIGNATURE, BODY.getBytes(UTF_8), THEN))
        .isEqualTo(Check.WRONG);
  }

  @Test
  void what_is_not_signed_or_not_timed_is_told_apart() {
    assertThat(check("", TIME, BODY, THEN)).isEqualTo(Check.MISSING);
    assertThat(check(SIGNATURE, "", BODY, THEN)).isEqualTo(Check.MISSING);
    assertThat(check(SIGNATURE, "now", BODY, THEN)).isEqualTo(Check.OUT_OF_TIME);
  }

  private static Check check(String signature, String time, String body, Instant now) {
    return SlackSignature.check(SECRET, time, signature, body.getBytes(UTF_8), now);
  }
}
