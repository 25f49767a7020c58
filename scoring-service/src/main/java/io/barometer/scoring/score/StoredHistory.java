package io.barometer.scoring.score;

import io.barometer.model.history.AccountHistory;

/** An account's history as the live build of the projection keeps it. */
public record StoredHistory(String accountId, int shard, AccountHistory history) {}
