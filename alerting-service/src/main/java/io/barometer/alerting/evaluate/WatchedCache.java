package io.barometer.alerting.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one shard that were used last. It holds what the tables hold; whoever cannot be
 * sure of that clears it.
 */
final class WatchedCache {

  private final Map<ScoreKey, Watched> accounts;

  WatchedCache(int capacity) {
    this.accounts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<ScoreKey, Watched> eldest) {
            return size() > capacity;
          }
        };
  }

  @Nullable Watched get(ScoreKey key) {
    return accounts.get(key);
  }

  void put(Watched account) {
    accounts.put(account.key, account);
  }

  void clear() {
    accounts.clear();
  }
}
