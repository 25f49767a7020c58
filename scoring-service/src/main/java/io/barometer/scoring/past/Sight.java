package io.barometer.scoring.past;

import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.StoredHistory;
import java.time.Instant;

/**
 * What is seen of an account from a view.
 *
 * @param tx open as long as somebody looks
 * @param scores what scores it
 * @param stored what is seen of its history
 * @param moment how far its shard is now
 * @param time what had happened by then is seen
 */
public record Sight(
    Tx tx, AccountScores scores, StoredHistory stored, Moment moment, Instant time) {

  /** The UTC day that is scored. */
  public long day() {
    return Day.of(time);
  }
}
