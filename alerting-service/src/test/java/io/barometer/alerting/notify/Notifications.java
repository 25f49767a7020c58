package io.barometer.alerting.notify;

import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Receiver;
import java.time.Instant;
import java.util.UUID;

/** Notifications for tests. */
public final class Notifications {

  private static final UUID ID = new UUID(0x0123456789ab8defL, 0x8123456789abcdefL);

  private Notifications() {}

  public static Notification fired(String accountName, Receiver receiver) {
    return of(About.FIRED, accountName, receiver);
  }

  public static Notification of(About about, String accountName, Receiver receiver) {
    Instant time = Instant.parse("2016-03-01T12:00:00Z");
    AlertNews news =
        new AlertNews(
            ID,
            about,
            "at-risk-intervention",
            "Score fell below 50",
            AlertSeverity.ALERT_SEVERITY_CRITICAL,
            "At-Risk Intervention",
            ScoreLogFixture.score("a-1", accountName, time, 489),
            "Fell below 50: 60.0 → 48.9.",
            time,
            time);
    return new Notification(ID, "acme", receiver, 1, 0, time, news, null);
  }
}
