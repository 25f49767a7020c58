package io.barometer.alerting.evaluate;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.Decision;
import io.barometer.proto.scoring.v1.AccountScore;

/** A score of an account while a batch is evaluated, and between batches in the cache. */
final class Watched {

  final ScoreKey key;
  AccountMemory memory;
  AccountScore score;
  long dueDay;
  boolean changed;

  Watched(ScoreKey key, AccountMemory memory, AccountScore score, long dueDay) {
    this.key = key;
    this.memory = memory;
    this.score = score;
    this.dueDay = dueDay;
  }

  static Watched blank(ScoreKey key) {
    return new Watched(key, AccountMemory.BLANK, AccountScore.getDefaultInstance(), Decision.NEVER);
  }
}
