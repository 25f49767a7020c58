package io.barometer.alerting.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.notify.GuardedHttp.Reply;
import io.barometer.alerting.notify.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackApiTest {
  private static final Optional<Duration> HALF_A_MINUTE = Optional.of(Duration.ofSeconds(30));

  @Test
  void what_slack_took_is_delivered() {
    assertThat(outcome(200, "{\"ok\":true,\"ts\":\"1.2\"}"))
        .isEqualTo(new Outcome.Delivered("1.2"));
  }

  @Test
  void too_much_is_tried_again_when_slack_asks() {
    assertThat(outcome(429, "")).isEqualTo(new Outcome.Retryable("HTTP 429", HALF_A_MINUTE));
    assertThat(refused("ratelimited"))
        .isEqualTo(new Outcome.Retryable("Slack: ratelimited", HALF_A_MINUTE));
    assertThat(outcome(503, "")).isInstanceOf(Outcome.Retryable.class);
  }

  @Test
  void what_slack_will_never_take_is_rejected_with_its_word() {
    for (String error : new String[] {"invalid_auth", "channel_not_found", "token_revoked"}) {
      assertThat(refused(error)).isEqualTo(new Outcome.Rejected("Slack: " + error));
    }
    assertThat(refused("<script>")).isEqualTo(new Outcome.Rejected("Slack: unknown error"));
    assertThat(outcome(404, "")).isEqualTo(new Outcome.Rejected("HTTP 404"));
  }

  @Test
  void what_slack_may_have_taken_is_ambiguous() {
    assertThat(refused("fatal_error")).isEqualTo(new Outcome.Ambiguous("Slack: fatal_error"));
    assertThat(outcome(200, "<html>"))
        .isEqualTo(new Outcome.Ambiguous("Slack's answer cannot be read"));
  }

  private static Outcome refused(String error) {
    return outcome(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
  }

  private static Outcome outcome(int status, String body) {
    return SlackApi.outcome(
        new Reply(status, HALF_A_MINUTE, body),
        answer -> new Outcome.Delivered(answer.getString("ts")));
  }
}
