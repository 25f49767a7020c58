package io.barometer.scoring.project;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.scoring.score.AccountKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the projection has in memory of one account. For the thread that owns the shard. */
final class Account {
  final AccountKey key;
  final AccountHistory history = new AccountHistory();
  final ScoreLine line;

  /** Hash of every month row in the table. */
  final Map<Integer, byte[]> monthHashes = new HashMap<>();

  /** The last score told; null before the first. */
  @Nullable AccountScore told;

  /** What the score row holds; null when there is none. */
  @Nullable AccountScore stored;

  Movement movement = Movement.SETTLED;
  Movement storedMovement = Movement.SETTLED;

  Account(AccountKey key, ScoreLine line) {
    this.key = key;
    this.line = line;
  }
}
