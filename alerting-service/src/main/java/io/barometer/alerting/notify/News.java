package io.barometer.alerting.notify;

import java.time.Instant;
import java.util.UUID;

/** What a receiver is told: of one alert, of the alerts of a group, of a run, or a digest. */
public sealed interface News permits AlertNews, GroupNews, PlaybookNews, DigestNews {

  /** The alert, the group, the run or the digest, for logs. */
  UUID subject();

  /** When it was decided. */
  Instant time();
}
