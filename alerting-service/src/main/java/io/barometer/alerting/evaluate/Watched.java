package io.barometer.alerting.evaluate;

import io.barometer.model.alert.AccountMemory;
import io.barometer.model.alert.Decision;
import io.barometer.proto.scoring.v1.AccountScore;

/** A score of an account while a batch is evaluated, and between batches in the cache. */
final class Watched {

  final ScoreKey key;
  AccountMemory memory;
  AccountScore score;
  long dueHour;
  boolean changed;

  Watched(ScoreKey key, AccountMemory memory, AccountScore score, long dueHour) {
    this.key = key;
    this.memory = memory;
    this.score = score;
    this.dueHour = dueHour;
  }

  static Watched blank(ScoreKey key) {
    var unscored = AccountScore.newBuilder();
    unscored.getAccountBuilder().setAccountId(key.accountId()).setName(key.accountId());
    return new Watched(key, AccountMemory.BLANK, unscored.build(), Decision.NEVER);
  }
}
