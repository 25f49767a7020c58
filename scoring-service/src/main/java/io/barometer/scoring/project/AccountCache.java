package io.barometer.scoring.project;

import io.barometer.scoring.score.AccountKey;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in memory, the least recently used leaving first. Those with changes that are not
 * written yet stay; {@link #trim} is called after writing.
 */
final class AccountCache {
  private final int capacity;
  private final LinkedHashMap<AccountKey, Account> accounts = new LinkedHashMap<>(64, 0.75f, true);

  AccountCache(int capacity) {
    this.capacity = capacity;
  }

  @Nullable Account get(AccountKey key) {
    return accounts.get(key);
  }

  void put(Account account) {
    accounts.put(account.key, account);
  }

  /** Forgets accounts; what they have changed must be written. */
  void forget(Predicate<AccountKey> which) {
    accounts.keySet().removeIf(which);
  }

  /** Those of the keys that are not in memory, in order. */
  Set<AccountKey> missing(Collection<AccountKey> keys) {
    Set<AccountKey> missing = new TreeSet<>();
    for (AccountKey key : keys) {
      if (!accounts.containsKey(key)) {
        missing.add(key);
      }
    }
    return missing;
  }

  /** Whether writing and trimming is due before more is loaded. */
  boolean overfull() {
    return accounts.size() > 2 * capacity;
  }

  void trim() {
    Iterator<Map.Entry<AccountKey, Account>> eldest = accounts.entrySet().iterator();
    while (accounts.size() > capacity && eldest.hasNext()) {
      eldest.next();
      eldest.remove();
    }
  }
}
