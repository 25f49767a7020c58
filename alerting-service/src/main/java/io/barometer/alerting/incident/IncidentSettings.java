package io.barometer.alerting.incident;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** {@code barometer.incidents.*}. */
@ConfigMapping(prefix = "barometer.incidents")
public interface IncidentSettings {

  /** An alert of the same cause so soon after a resolution reopens the incident. */
  Duration reopenWithin();

  /** A fall so soon after a release is put down to it; zero for never. */
  Duration releaseWindow();
}
