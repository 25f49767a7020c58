package io.barometer.scoring.score;

import io.barometer.eventstore.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * The platform's time as far as this service knows: what the ingestion service told last, or the
 * latest recorded time applied. It never falls, and it is not this computer's.
 */
@ApplicationScoped
public class PlatformClock {
  private volatile Instant told = Instant.EPOCH;

  /** Takes what the ingestion service tells. */
  public synchronized void tell(Instant time) {
    if (time.isAfter(told)) {
      told = time;
    }
  }

  /** The time now; the epoch when the platform has heard of nothing. */
  public Instant now(Tx tx) {
    tell(Moments.read(tx).latest());
    return told;
  }
}
