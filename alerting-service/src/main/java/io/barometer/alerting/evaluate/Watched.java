package io.barometer.alerting.evaluate;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.Decision;
import io.barometer.proto.scoring.v1.AccountScore;

/** An account while a batch is evaluated, and between batches in the cache. */
final class Watched {

  final AccountKey key;
  AccountMemory memory;
  AccountScore score;
  long dueDay;
  boolean changed;

  Watched(AccountKey key, AccountMemory memory, AccountScore score, long dueDay) {
    this.key = key;
    this.memory = memory;
    this.score = score;
    this.dueDay = dueDay;
  }

  static Watched blank(AccountKey key) {
    return new Watched(key, AccountMemory.BLANK, AccountScore.getDefaultInstance(), Decision.NEVER);
  }
}
