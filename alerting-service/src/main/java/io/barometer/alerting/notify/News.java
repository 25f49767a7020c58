package io.barometer.alerting.notify;

import java.time.Instant;
import java.util.UUID;

/** What a receiver is told: of one alert, or of the alerts of a group. */
public sealed interface News permits AlertNews, GroupNews {

  /** The alert or the group, for logs. */
  UUID subject();

  /** When it was decided. */
  Instant time();
}
