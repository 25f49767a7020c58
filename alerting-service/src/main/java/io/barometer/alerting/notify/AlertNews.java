package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.scoring.v1.AccountScore;
import java.time.Instant;
import java.util.UUID;

/**
 * One transition of one alert.
 *
 * @param score the account's score at the transition
 * @param reason why, a sentence
 * @param firedTime when the alert fired
 * @param time when the transition happened
 */
public record AlertNews(
    UUID alertId,
    About about,
    String rule,
    String title,
    AlertSeverity severity,
    String playbook,
    AccountScore score,
    String reason,
    Instant firedTime,
    Instant time)
    implements News {

  @Override
  public UUID subject() {
    return alertId;
  }
}
