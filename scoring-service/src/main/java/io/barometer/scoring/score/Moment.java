package io.barometer.scoring.score;

import io.barometer.model.history.Day;
import java.time.Instant;

/**
 * How far a shard is.
 *
 * @param clock the latest recorded time applied: the shard's now
 * @param position everything up to it is applied
 */
public record Moment(int shard, Instant clock, long position) {

  /** The UTC day of the clock. */
  public long day() {
    return Day.of(clock);
  }
}
