package io.barometer.scoring.project;

import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.scoring.score.AccountKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of the accounts of which a batch retracts something: read once, however many
 * retractions there are, up to the last of them.
 */
final class RetoldAccounts {
  private final AccountLog log;
  private final int shard;
  private final Map<AccountKey, Long> last = new HashMap<>();
  private final Map<AccountKey, List<RecordedEvent>> read = new HashMap<>();

  RetoldAccounts(AccountLog log, int shard, List<StoredEvent> batch) {
    this.log = log;
    this.shard = shard;
    for (StoredEvent event : batch) {
      if (event.retraction()) {
        last.put(event.key(), event.entry().position());
      }
    }
  }

  /** The events of an account up to one of the batch's retractions, which is the last of them. */
  List<RecordedEvent> upTo(StoredEvent retraction) {
    AccountKey key = retraction.key();
    long position = retraction.entry().position();
    return read
        .computeIfAbsent(
            key,
            k -> log.account(shard, k.tenantId(), k.accountId(), last.getOrDefault(key, position)))
        .stream()
        .filter(event -> event.getPosition() <= position)
        .toList();
  }
}
